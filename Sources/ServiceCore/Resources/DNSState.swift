/// What the last look-up of a DNS record found.
package enum DNSState: String, Sendable, CaseIterable {
    case unchecked, right
    /// Looked up and not what it should be.
    case wrong
    /// No answer to judge by; says nothing about the record.
    case couldNotCheck = "could not be checked"

    /// All the words, for filters.
    package static let words = allCases.map(\.rawValue)

    package init(word: String) { self = Self(rawValue: word) ?? .unchecked }

    /// Nil where nobody knows.
    package var isRight: Bool? {
        switch self {
        case .right: true
        case .wrong: false
        case .unchecked, .couldNotCheck: nil
        }
    }

    package var word: StateWord {
        switch self {
        case .unchecked: StateWord(rawValue)
        case .right: StateWord(rawValue, .good)
        case .wrong: StateWord(rawValue, .bad)
        case .couldNotCheck: StateWord(rawValue, .warning)
        }
    }
}
