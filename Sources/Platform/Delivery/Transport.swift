package import FoundationEssentials
package import ServiceCore

/// Where messages are handed over: the seam between the engine and a relay, a gateway or the sandbox.
package protocol Transport: Sendable {
    /// `sandbox`, `smtp`: what plans and watches call it.
    var name: String { get }

    /// Hands the messages over, each once, and returns what was answered to each.
    ///
    /// Writes to the journal just before a message cannot be taken back any more and when its answer is there.
    func submit(_ messages: [OutgoingMessage], journal: InFlightJournal) async -> [SubmissionResult]

    /// Which of these an earlier process handed over, for transports that keep a record of their own.
    ///
    /// - Returns: nil where only the journal can tell.
    func recall(_ ids: Set<Int64>) throws -> Set<Int64>?

    /// How many messages one claim should take, so that a pause takes effect soon at this transport's speed.
    var claimSize: Int { get }
}

/// One message on its way to the transport.
package struct OutgoingMessage: Sendable, Hashable {
    package let delivery: Int64
    package let address: String
    /// Stable over attempts, so that a receiver may fold a repeat.
    package let messageID: String
    package let attempt: Int
    /// SMS parts; 1 for e-mail.
    package let parts: Int
    package let channel: Channel
}

/// How one hand-over ended.
package struct SubmissionResult: Sendable, Hashable {
    package let delivery: Int64
    package let reply: RelayReply
    package let time: Date
}
