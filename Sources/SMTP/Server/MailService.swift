/// What a mail server asks whoever takes the mail, and says to the client as its reply.
///
/// Each is asked when everything that the protocol itself forbids is refused already. A positive reply goes on, any other
/// refuses; the client hears it as it is, made safe for a line. None is asked before the one before it was answered, within
/// one session; many sessions ask at once.
package struct MailService: Sendable {
    /// Whether somebody may log in: 235, or 535. Nil offers no log-in.
    package var logIn: (@Sendable (LoginAttempt, ServedSession) async -> Reply)?
    /// Whether a message may come from this sender.
    package var sender: @Sendable (ReceivedSender, ServedSession) async -> Reply
    /// Whether it may go to this recipient too.
    package var recipient: @Sendable (EnvelopeAddress, ServedSession) async -> Reply
    /// Takes a whole message: a positive reply promises that it will not be lost, so it is given after the commit.
    ///
    /// One reply; by LMTP one for each recipient in their order, or one for all of them.
    package var message: @Sendable (ReceivedMessage, ServedSession) async -> [Reply]

    /// Told once of each session that was asked about, when its connection has gone.
    package var ended: @Sendable (ServedSession) -> Void = { _ in }

    package init(
        logIn: (@Sendable (LoginAttempt, ServedSession) async -> Reply)? = nil,
        sender: @escaping @Sendable (ReceivedSender, ServedSession) async -> Reply = { _, _ in .senderTaken },
        recipient: @escaping @Sendable (EnvelopeAddress, ServedSession) async -> Reply = { _, _ in
            .recipientTaken
        },
        message: @escaping @Sendable (ReceivedMessage, ServedSession) async -> [Reply]
    ) {
        self.logIn = logIn
        self.sender = sender
        self.recipient = recipient
        self.message = message
    }
}

extension Reply {
    package static let senderTaken = Reply(250, EnhancedStatus(2, 1, 0), "Sender taken")
    package static let recipientTaken = Reply(250, EnhancedStatus(2, 1, 5), "Recipient taken")
    package static let loggedIn = Reply(235, EnhancedStatus(2, 7, 0), "Logged in")
}
