/// What a server's sessions present and insist on.
package struct MailServerSettings: Sendable {
    /// RFC 5321, or RFC 2033 for the last step to somebody's box.
    package enum Dialect: Sendable { case smtp, lmtp }

    /// When a connection is encrypted.
    package enum Encryption: Sendable {
        case never
        /// By STARTTLS, where the client wants it.
        case offered
        /// From the first byte.
        case implicit
    }

    package var dialect = Dialect.smtp
    /// Its own name, as it greets.
    package var name = "localhost"
    package var encryption = Encryption.never
    /// Whether there is something to log in to. In clear it is offered only to clients on this machine.
    package var offersLogin = false
    /// Whether a message needs a log-in.
    package var requiresLogin = false
    package var takesUTF8 = false
    /// In bytes; the client is told.
    package var largestMessage = 25 << 20
    package var mostRecipients = 1000
    /// In bytes, without its end. The longest line of a message; longer ones could not be sent on.
    package var longestTextLine = MessageContent.longestLine
    /// In bytes, without its end.
    package var longestCommand = 2048
    /// Commands that cannot be obeyed, after which a session ends.
    package var mostFaults = 20
    package var mostFailedLogins = 3

    package init() {}

    /// In bytes: base64 of a log-in may be this long (RFC 4954 §4).
    static let longestLogin = 12_288
    /// How often the largest message may have come before nothing more of it is waited for.
    static let patience = 4
}
