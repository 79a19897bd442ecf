package import ServiceCore

/// How a value reads on the screen; exports have their own, exact forms.
package struct FieldText: Sendable {
    private let time: TimeText

    package init(_ clock: BoardClock) { time = TimeText(clock) }

    /// What a table shows of a field: flags, states and numbers that nobody told are marked, never taken for off or 0.
    package func cell(_ value: FieldValue, of kind: FieldKind?) -> String {
        guard value == .none else { return cell(value) }
        switch kind {
        case .flag: return "[?]"
        case .state, .integer, .number: return "–"
        default: return ""
        }
    }

    /// Short enough for a cell.
    package func cell(_ value: FieldValue) -> String {
        switch value {
        case .date(let date): time.column(date)
        case .flag(let flag): flag ? "[x]" : "[ ]"
        case .integer(let number): NumberText.grouped(number)
        case .number(let number): Int(exactly: number).map(NumberText.grouped) ?? String(number)
        case .state(let state): Self.word(state)
        default: LongText.line(value.text(time.column))
        }
    }

    /// In full, for the detail view.
    package func detail(_ value: FieldValue) -> String {
        switch value {
        case .date(let date): time.full(date)
        case .flag(let flag): flag ? "yes" : "no"
        case .none: "–"
        case .integer, .number, .state: cell(value)
        default: value.isEmpty ? "–" : value.text(time.full)
        }
    }

    package static func tone(_ value: FieldValue) -> StateWord.Tone? {
        if case .state(let state) = value { state.tone } else { nil }
    }

    /// Bad states shout, so that they are seen without colour too.
    private static func word(_ state: StateWord) -> String {
        state.tone == .bad ? state.word.uppercased() : state.word
    }
}
