/// What a scripted relay offers and where it misbehaves; without rules it takes everything.
package struct RelayScript: Sendable {
    /// What EHLO announces in the first session, the second and so on; the last one stays.
    package var capabilities: [[String]]
    /// What it announces under TLS; the same unless given. STARTTLS is announced where it is offered, and not twice.
    package var capabilitiesUnderTLS: [String]?
    /// Offers STARTTLS, or begins with it.
    package var certificate: TestCertificate?
    package var beginsWithTLS = false
    /// Whether it knows only versions of TLS that are broken.
    package var knowsOldTLSAlone = false
    /// Whom it lets log in; it announces no AUTH by itself.
    package var login: Login?
    /// Ends a message at a dot between bare LFs too, as some servers do.
    package var takesBareLF = false
    /// The first that fits decides.
    package var rules: [RelayRule]

    package struct Login: Sendable, Hashable {
        let user: String
        let password: String

        package init(user: String, password: String) {
            self.user = user
            self.password = password
        }
    }

    package static let usual = ["PIPELINING", "SIZE 10485760", "8BITMIME", "SMTPUTF8", "DSN"]

    package init(_ capabilities: [String]..., rules: [RelayRule] = []) {
        self.capabilities = capabilities.isEmpty ? [Self.usual] : capabilities
        self.rules = rules
    }
}

/// Where a relay answers.
package enum RelayPoint: Sendable, Hashable {
    case greeting
    /// EHLO and HELO.
    case hello
    case startTLS, auth, mail, rcpt
    /// DATA itself.
    case data
    /// Within a message, once it has so many bytes.
    case body
    /// Where a rule within a message was carried out; to be waited for.
    case interrupted
    /// The end of a message, by dot or last chunk.
    case dot
    case reset, noop, quit, other
}

/// One point at which a relay answers otherwise.
package struct RelayRule: Sendable {
    let point: RelayPoint
    /// Which of the commands that come to this point, counted over all sessions from 1; nil means each.
    let turn: Int?
    /// In which session, counted from 1; nil means any.
    let session: Int?
    let answer: RelayAnswer
    /// Of a message, after so many bytes.
    var afterBytes = 0
    /// What the command's arguments must hold; nil means anything.
    var words: String?

    package static func at(_ point: RelayPoint, _ answer: RelayAnswer) -> RelayRule {
        RelayRule(point: point, turn: nil, session: nil, answer: answer)
    }

    package static func at(_ point: RelayPoint, _ turn: Int, _ answer: RelayAnswer) -> RelayRule {
        RelayRule(point: point, turn: turn, session: nil, answer: answer)
    }

    package static func at(_ point: RelayPoint, session: Int, _ answer: RelayAnswer) -> RelayRule {
        RelayRule(point: point, turn: nil, session: session, answer: answer)
    }

    /// Where the command's arguments hold these words: a domain's recipients.
    package static func at(_ point: RelayPoint, saying words: String, _ answer: RelayAnswer) -> RelayRule {
        var rule = at(point, answer)
        rule.words = words
        return rule
    }

    /// In the midst of a message. One that is small comes whole with its final dot, and so is handed over by then.
    package static func inBody(_ turn: Int? = nil, after bytes: Int, _ answer: RelayAnswer) -> RelayRule {
        RelayRule(point: .body, turn: turn, session: nil, answer: answer, afterBytes: bytes)
    }

    func fits(_ point: RelayPoint, turn: Int, session: Int, _ arguments: String) -> Bool {
        self.point == point && (self.turn ?? turn) == turn && (self.session ?? session) == session
            && words.map(arguments.contains) ?? true
    }
}
