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

    /// What is to be said of two records together.
    package func worse(_ other: DNSState) -> DNSState {
        let worstFirst: [DNSState] = [.wrong, .couldNotCheck, .unchecked, .right]
        return worstFirst.first { $0 == self || $0 == other } ?? self
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

extension Concern {
    /// Of records in DNS.
    ///
    /// - Parameters:
    ///   - field: the state of the worst of them.
    ///   - created: the field since when nobody has looked at one that is unchecked.
    static func ofRecords(_ field: FieldID, unchecked created: FieldID) -> [Concern] {
        let checked = Moment("last checked", "checked", several: "the oldest check")
        return [
            Concern("\(field):wrong", .wrong, "has a wrong record", "have wrong records", moment: checked),
            Concern(
                "\(field):could-not-be-checked", .warning, "has a record that could not be checked",
                "have records that could not be checked", moment: checked),
            Concern(
                "\(field):unchecked", .note, "has an unchecked record", "have unchecked records",
                moment: .since(created)),
        ]
    }
}
