package import FoundationEssentials
package import ServiceCore

/// Where messages are handed over: the seam between the engine and a relay, a gateway or the sandbox.
package protocol Transport: Sendable {
    /// `sandbox`, `smtp`: what plans and watches call it.
    var name: String { get }

    /// Hands the messages over, each once, and returns what was answered to each.
    ///
    /// Has the journal confirm and writes to it just before a message cannot be taken back any more, and writes when its
    /// answer is there. What is not confirmed is not handed over, and gets the answer of a broken session.
    func submit(_ messages: [OutgoingMessage], journal: InFlightJournal) async -> [SubmissionResult]

    /// Which of these an earlier process handed over, for transports that keep a record of their own.
    ///
    /// - Returns: nil where only the journal can tell.
    func recall(_ ids: Set<Int64>) throws -> Set<Int64>?

    /// Whether it is given every e-mail's bytes; else only where an archive or a single send asks for them.
    var needsMail: Bool { get }

    /// How many messages one claim should take, so that a pause takes effect soon at this transport's speed.
    var claimSize: Int { get }
}

/// One message on its way to the transport.
package struct OutgoingMessage: Sendable, Hashable {
    package let delivery: Int64
    package let address: String
    /// Ours, stable over attempts, so that a receiver may fold a repeat; an API's caller may write one of their own.
    package let messageID: String
    package let attempt: Int
    /// SMS parts; 1 for e-mail.
    package let parts: Int
    package let channel: Channel
    let submission: Int64
    /// What is kept of its bytes.
    let keeping: Keeping
    /// What goes out, where it has been written.
    package var mail: WrittenMail?
    /// Whether it is one of a launch's, not a single send.
    var isOfLaunch = false

    enum Keeping: Sendable {
        /// A launch's: it is written out only for a transport that wants it.
        case nothing
        /// Hash and size, by which a copy that somebody shows can be verified.
        case hash
        case archive
    }
}

/// How one hand-over ended.
package struct SubmissionResult: Sendable, Hashable {
    package let delivery: Int64
    package let reply: RelayReply
    package let time: Date
    /// What was written for it and is kept with the result.
    var kept: ArchiveEntry?
}
