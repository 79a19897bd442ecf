/// Why something was not done, and at which stage.
package struct DeliveryFault: Error, Sendable, Hashable {
    package let stage: Stage
    package let reason: Reason

    package init(_ stage: Stage, _ reason: Reason) {
        self.stage = stage
        self.reason = reason
    }

    package enum Reason: Sendable, Hashable {
        /// The server said no.
        case refused(Reply)
        /// No connection came about; why, from the system.
        case unreachable(String)
        /// The time limit of this stage passed.
        case timedOut
        /// The connection ended.
        case lost
        case violation(ProtocolViolation)
        case tls(TLSProblem)
        /// TLS is required and not offered.
        case noSTARTTLS
        /// None of the relay's ways of logging in is known here; those that it named.
        case noKnownLogin([String])
        /// Logging in would show the password to whoever listens.
        case loginInClear
        /// User or password hold a byte of zero, which no login can say.
        case unusableLogin
        /// An address or header is in UTF-8, and the server did not announce SMTPUTF8.
        case needsSMTPUTF8
        /// Bytes above ASCII, and the server did not announce 8BITMIME.
        case needs8BitMIME
        /// The message is larger than the size that the server announced.
        case tooLarge(limit: Int)
        /// The caller's own check before the final dot did not let it go.
        case withheld(String)
        /// Called off before it was handed over.
        case cancelled
    }

    /// The server's reply, where it was one.
    package var reply: Reply? {
        if case .refused(let reply) = reason { return reply }
        return nil
    }

    package var scope: Scope {
        switch reason {
        case .refused(let reply): reply.closesSession ? .session : reply.wantsLogin ? .relay : stage.scope
        case .unreachable, .tls, .noSTARTTLS, .noKnownLogin, .loginInClear, .unusableLogin: .relay
        // Before a session stands there is nothing else it could concern.
        case .timedOut, .lost, .violation: stage < .mail ? .relay : .session
        case .needsSMTPUTF8: stage == .rcpt ? .person : .message
        case .needs8BitMIME, .tooLarge: .message
        case .withheld, .cancelled: .caller
        }
    }
}

/// What was wrong with TLS.
package enum TLSProblem: Sendable, Hashable {
    /// The certificate is not valid for the name: expired, of another name, or signed by nobody who is trusted.
    case untrusted(String)
    /// No encrypted connection came about: no common version, or no TLS at all.
    case handshake(String)
}
