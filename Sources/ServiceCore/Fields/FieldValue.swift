package import FoundationEssentials

/// What one field of one row holds; `none` where there is nothing, or where the platform did not tell.
package enum FieldValue: Sendable, Hashable {
    case none
    case text(String)
    /// Words of ours, in which times are told in the zone of whoever reads.
    case note(DatedText)
    case integer(Int)
    case number(Double)
    case flag(Bool)
    case state(StateWord)
    case date(Date)
    case secret(Secret)
    case list([DatedText])
    case map([String: DatedText])

    package static func text(_ value: String?) -> Self { value.map { .text($0) } ?? .none }
    package static func flag(_ value: Bool?) -> Self { value.map { .flag($0) } ?? .none }
    package static func state(_ value: StateWord?) -> Self { value.map { .state($0) } ?? .none }
    package static func number(_ value: Double?) -> Self { value.map { .number($0) } ?? .none }
    package static func integer(_ value: Int?) -> Self { value.map { .integer($0) } ?? .none }
    package static func list(_ value: [String]) -> Self { .list(value.map { DatedText($0) }) }
    package static func map(_ value: [String: String]) -> Self { .map(value.mapValues { DatedText($0) }) }
    package static func date(_ value: Date?) -> Self { value.map { .date($0) } ?? .none }
    package static func secret(_ value: Secret?) -> Self { value.map { .secret($0) } ?? .none }
}

/// A state as a word, with the tone in which a screen shows it.
package struct StateWord: Sendable, Hashable, CustomStringConvertible {
    /// The stable lower-case word that JSON carries, such as `draft`.
    package let word: String
    package let tone: Tone

    package init(_ word: String, _ tone: Tone = .neutral) {
        self.word = word
        self.tone = tone
    }

    package var description: String { word }

    package enum Tone: String, Sendable {
        case neutral, good, warning, bad, info
    }
}

extension FieldValue {
    /// The value as one line of plain text, secrets masked; what a filter word is looked for in.
    package var plainText: String { text { $0.formatted(.iso8601) } }

    /// The same with the times in it as `write` writes them.
    package func text(_ write: (Date) -> String) -> String {
        switch self {
        case .none: ""
        case .text(let text): text
        case .note(let note): note.text(write)
        case .integer(let number): String(number)
        case .number(let number): String(number)
        case .flag(let flag): flag ? "yes" : "no"
        case .state(let state): state.word
        case .date(let date): write(date)
        case .secret: Secret.mask
        case .list(let items): items.map { $0.text(write) }.joined(separator: ", ")
        case .map(let map):
            map.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.text(write))" }.joined(separator: ", ")
        }
    }

    package var isEmpty: Bool {
        switch self {
        case .none: true
        case .text(let text): text.isEmpty
        case .note(let note): note.isEmpty
        case .list(let items): items.isEmpty
        case .map(let map): map.isEmpty
        default: false
        }
    }
}
