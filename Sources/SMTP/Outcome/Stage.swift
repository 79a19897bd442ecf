/// How far a hand-over had come, in the order of a session.
package enum Stage: String, Sendable, Hashable, CaseIterable, Comparable {
    case connect, tls, greeting, ehlo, auth, mail, rcpt
    /// DATA or BDAT, up to the last byte but for the final dot.
    case data
    /// From the byte that hands the message over.
    case dot

    package static func < (one: Stage, other: Stage) -> Bool { one.place < other.place }

    private var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// Whom a refusal at this stage concerns.
    package var scope: Scope {
        switch self {
        case .connect, .tls, .greeting, .ehlo, .auth: .relay
        case .mail: .sender
        case .rcpt: .person
        case .data, .dot: .message
        }
    }
}

/// Whom something that went wrong concerns, and so whom an engine has to hold back.
package enum Scope: String, Sendable, Hashable, CaseIterable {
    /// Nothing can be handed over there now.
    case relay
    /// This one connection; the message can go over another at once.
    case session
    /// Everything from this sender.
    case sender
    /// This one recipient.
    case person
    /// This message, whoever gets it.
    case message
    /// Nobody: it was called off.
    case caller
}
