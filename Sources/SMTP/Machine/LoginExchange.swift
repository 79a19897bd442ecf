import FoundationEssentials

/// Logging in by PLAIN (RFC 4616) or LOGIN, answer by answer.
struct LoginExchange: Sendable {
    /// What to say to each further reply of 334; at least nothing.
    private var answers: ArraySlice<[UInt8]>
    let command: Command
    /// As the relay announces it.
    let name: String

    /// A longer line could be refused (RFC 4954 §4).
    private static let longestLine = 500

    /// Picks PLAIN before LOGIN, which takes two round trips more.
    init(_ login: RelayLogin, offered: [String]) throws(Unusable) {
        let user = Array(login.user.utf8)
        let password = Array(login.password().utf8)
        guard !user.contains(0), !password.contains(0) else { throw .unusable }
        if offered.contains("PLAIN") {
            name = "PLAIN"
            let response = Data([0] + user + [0] + password).base64EncodedString()
            let isShort = response.utf8.count <= Self.longestLine
            command = .auth(isShort ? "AUTH PLAIN \(response)" : "AUTH PLAIN")
            answers = isShort ? [] : [Array("\(response)\r\n".utf8)]
        } else if offered.contains("LOGIN") {
            name = "LOGIN"
            command = .auth("AUTH LOGIN")
            answers = [user, password].map { Array("\(Data($0).base64EncodedString())\r\n".utf8) }[...]
        } else {
            throw .unknown
        }
    }

    enum Unusable: Error {
        case unusable
        case unknown

        func reason(_ offered: [String]) -> DeliveryFault.Reason {
            self == .unusable ? .unusableLogin : .noKnownLogin(offered)
        }
    }

    /// What to say to a 334; nil where there is nothing left to say.
    mutating func next() -> [UInt8]? { answers.popFirst() }
}
