import FoundationEssentials

/// A log-in by PLAIN (RFC 4616) or LOGIN as the server hears it, line by line.
struct ServerLogin: Sendable {
    enum Step: Sendable {
        /// What a 334 says next, as base64.
        case challenge(String)
        case attempt(LoginAttempt)
        case malformed
    }

    private enum Mechanism { case plain, login }

    static let names = ["PLAIN", "LOGIN"]

    private let mechanism: Mechanism
    private var user: String?

    /// Nil for a mechanism that is not offered.
    init?(_ name: Substring) {
        switch name.uppercased() {
        case "PLAIN": mechanism = .plain
        case "LOGIN": mechanism = .login
        default: return nil
        }
    }

    /// What to ask first where the command brought no answer with it.
    var opening: Step {
        .challenge(mechanism == .plain ? "" : Self.base64("Username:"))
    }

    /// Takes an answer, in base64; `=` stands for an empty one.
    mutating func hear(_ line: Substring) -> Step {
        guard let answer = line == "=" ? [] : Data(base64Encoded: String(line)).map(Array.init) else {
            return .malformed
        }
        if mechanism == .plain { return Self.plain(answer) }
        guard let text = Self.text(answer[...]) else { return .malformed }
        guard let user else {
            self.user = text
            return .challenge(Self.base64("Password:"))
        }
        return .attempt(LoginAttempt(user: user, password: text))
    }

    /// In whose name, who, and the password; nobody acts in another's name here.
    private static func plain(_ answer: [UInt8]) -> Step {
        let parts = answer.split(separator: 0, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].isEmpty || parts[0] == parts[1], let user = text(parts[1]),
            let password = text(parts[2])
        else { return .malformed }
        return .attempt(LoginAttempt(user: user, password: password))
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String? {
        bytes.contains(0) ? nil : String(validating: bytes, as: UTF8.self)
    }

    private static func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }
}
