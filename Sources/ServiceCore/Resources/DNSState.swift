/// What the last look-up of a DNS record found.
package enum DNSState: Sendable, Hashable {
    case unchecked
    case right
    /// Looked up and not what it should be.
    case wrong
    /// No answer to judge by; says nothing about the record.
    case couldNotCheck

    /// All the words, for filters.
    package static let words = [unchecked, right, wrong, couldNotCheck].map(\.word.word)

    package init(word: String) {
        self =
            switch word {
            case "right": .right
            case "wrong": .wrong
            case "could not be checked": .couldNotCheck
            default: .unchecked
            }
    }

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
        case .unchecked: StateWord("unchecked")
        case .right: StateWord("right", .good)
        case .wrong: StateWord("wrong", .bad)
        case .couldNotCheck: StateWord("could not be checked", .warning)
        }
    }
}
