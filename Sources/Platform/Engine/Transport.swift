package import FoundationEssentials
import ServiceCore

/// Where messages are handed over: the seam between the engine and a relay, a gateway or the sandbox.
package protocol Transport: Sendable {
    /// How many messages one claim should take, so that a pause takes effect soon at this transport's speed.
    var claimSize: Int { get }

    /// Hands the messages over, each once, and returns what was answered to each.
    ///
    /// Has the journal confirm and writes to it just before a message cannot be taken back any more, and writes when its
    /// answer is there. What is not confirmed is not handed over, and gets the answer of a broken session.
    func submit(_ messages: [OutgoingMessage], journal: InFlightJournal) async -> [SubmissionResult]
}

/// How one hand-over ended.
package struct SubmissionResult: Sendable, Hashable {
    package let delivery: Int64
    package let reply: RelayReply
    package let time: Date
    /// What was written for it and is kept with the result.
    var kept: ArchiveEntry?
}
