/// Whom a message is said to come from, with what MAIL says of it beside.
package struct ReceivedSender: Sendable, Hashable {
    /// Empty for a notice that nobody answers.
    package let address: EnvelopeAddress
    /// In bytes, as the client announced it.
    package var size: Int?
    package var isEightBit = false
    /// Whether addresses and headers may hold other letters than ASCII (RFC 6531).
    package var isUTF8 = false

    init(_ address: EnvelopeAddress) { self.address = address }
}

/// A message that came whole.
package struct ReceivedMessage: Sendable, Hashable {
    package let sender: ReceivedSender
    /// Those that were taken, in their order; at least one.
    package let recipients: [EnvelopeAddress]
    /// Its lines, each ended by CRLF, without the dots that the line doubled; no other CR or LF and no NUL is in it.
    package let bytes: [UInt8]
}

/// A name and a password that somebody logs in with; neither printing nor reflection shows the password.
package struct LoginAttempt: Sendable, CustomReflectable, CustomStringConvertible {
    package let user: String
    package let password: String

    init(user: String, password: String) {
        self.user = user
        self.password = password
    }

    package var description: String { "LoginAttempt" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
