/// What a server answered: three digits, perhaps an enhanced status, and text.
package struct Reply: Sendable, Hashable {
    /// 200 to 599.
    package let code: Int
    /// Nil where the reply has none, or one of another class than its code (RFC 2034 forbids that).
    package let enhanced: EnhancedStatus?
    /// The text of each line, without code and status: as the server wrote it, so not safe to be shown as it is.
    package let lines: [String]

    package init(_ code: Int, _ enhanced: EnhancedStatus? = nil, lines: [String]) {
        self.code = code
        self.enhanced = enhanced
        self.lines = lines
    }

    package init(_ code: Int, _ enhanced: EnhancedStatus? = nil, _ text: String = "") {
        self.init(code, enhanced, lines: [text])
    }

    /// Makes a reply of the lines that came, after their code and separator.
    init(code: Int, wire: [String]) {
        let first = wire.first.flatMap { EnhancedStatus.leading($0[...]) }
        guard let status = first?.status, status.kind == code / 100 else {
            self.init(code, lines: wire)
            return
        }
        let lines = wire.map { line in
            guard let leading = EnhancedStatus.leading(line[...]), leading.status == status else {
                return line
            }
            return String(leading.rest)
        }
        self.init(code, status, lines: lines)
    }

    /// The lines as one.
    package var text: String { lines.filter { !$0.isEmpty }.joined(separator: " ") }

    package var isPositive: Bool { code / 100 == 2 }
    package var isIntermediate: Bool { code / 100 == 3 }
    package var isTransient: Bool { code / 100 == 4 }
    package var isPermanent: Bool { code / 100 == 5 }

    /// The server closes the session with it, whatever it was asked (RFC 5321 §3.8).
    package var closesSession: Bool { code == 421 }

    /// The server wants a login, or another one, whatever it was asked (RFC 4954 §6).
    package var wantsLogin: Bool { [530, 534, 535, 538].contains(code) }
}
