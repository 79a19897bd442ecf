/// What became of a draft at once.
package struct MailReceipt: Sendable {
    /// The batch's id, as APIs know it.
    package var batch: String
    /// How many messages wait to be sent, copies included.
    package var accepted: Int
    /// Who is not sent to, and why, in the words of `NotSentReason`.
    package var notSent: [(address: String, reason: String)]
}
