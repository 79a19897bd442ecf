extension DeliveryFault {
    /// What happened, in a sentence about the relay; a reply's own text is the server's and not made safe here.
    package var words: String {
        switch reason {
        case .refused(let reply): "The relay refused \(stage.words): \(Self.line(reply))"
        case .unreachable(let why): "The relay cannot be reached: \(why)."
        case .timedOut: "The relay took too long over \(stage.words)."
        case .lost: "The relay closed the connection at \(stage.words)."
        case .violation(let violation): "The relay \(violation.words)."
        case .tls(.untrusted(let why)): "The relay's certificate is not to be trusted: \(why)."
        case .tls(.handshake(let why)): "No encrypted connection to the relay came about: \(why)."
        case .noSTARTTLS: "The relay offers no TLS, which is required."
        case .noKnownLogin(let named):
            named.isEmpty
                ? "The relay offers no way of logging in."
                : "The relay offers no way of logging in that is known here: \(named.joined(separator: ", "))."
        case .loginInClear: "Logging in to the relay would show the password on the way."
        case .unusableLogin: "The relay's user or password cannot be sent."
        case .needsSMTPUTF8: "The relay takes no addresses or headers in UTF-8."
        case .needs8BitMIME: "The relay takes no messages of eight-bit bytes."
        case .tooLarge(let limit): "The message is larger than the \(limit) bytes that the relay takes."
        case .withheld(let why): "The message was held back: \(why)"
        case .cancelled: "The hand-over was called off."
        }
    }

    private static func line(_ reply: Reply) -> String {
        [String(reply.code), reply.enhanced?.description ?? "", reply.text].filter { !$0.isEmpty }
            .joined(separator: " ")
    }
}

extension Stage {
    /// What was being done, as part of a sentence.
    package var words: String {
        switch self {
        case .connect: "connecting"
        case .tls: "TLS"
        case .greeting: "its greeting"
        case .ehlo: "EHLO"
        case .auth: "logging in"
        case .mail: "the sender"
        case .rcpt: "the recipient"
        case .data: "the message"
        case .dot: "the end of the message"
        }
    }
}
