import Foundation

/// The server's side of AUTH PLAIN and LOGIN.
struct RelayLoginDialogue {
    enum Next {
        case ask(String)
        /// Nil where it cannot be read.
        case done(RelayScript.Login?)
    }

    private var isPlain = true
    private var user: String?

    /// - Parameter rest: what follows AUTH.
    mutating func begin(_ rest: String) -> Next {
        let words = rest.split(separator: " ").map(String.init)
        switch words.first?.uppercased() {
        case "PLAIN": return words.count > 1 ? hear(words[1]) : .ask("")
        case "LOGIN":
            isPlain = false
            return .ask("VXNlcm5hbWU6")
        default: return .done(nil)
        }
    }

    mutating func hear(_ line: String) -> Next {
        guard let bytes = Data(base64Encoded: line) else { return .done(nil) }
        guard isPlain else {
            let text = String(decoding: bytes, as: UTF8.self)
            guard let user else {
                user = text
                return .ask("UGFzc3dvcmQ6")
            }
            return .done(RelayScript.Login(user: user, password: text))
        }
        let parts = bytes.split(separator: 0, omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
        return .done(parts.count == 3 ? RelayScript.Login(user: parts[1], password: parts[2]) : nil)
    }
}
