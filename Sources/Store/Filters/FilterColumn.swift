package import ServiceCore

/// How a field of a table's rows is asked for in SQL.
package enum FilterColumn {
    /// Text, of which case and accents are folded; an expression that is never null.
    case text(String)
    /// Text that is kept in lower case and plain letters.
    case plain(String)
    /// Text that is kept folded (`SearchFolding`).
    case folded(String)
    /// An address: what it is known by, and the expression that is shown.
    case address(key: String, shown: String)
    /// One of a few words, with what the column holds for each: a number or a literal of our own.
    case words(String, [(word: String, value: String)])
    case number(String)
    case time(String)
    /// 1 or 0.
    case flag(String)
    /// No row has a value, so none passes.
    case never
    /// Text that is looked for in a way of its own.
    case own((FilterTerm.Comparison, String) throws -> SQL)
    /// Anything that is; nil for what cannot be asked.
    case any((FilterTerm.Comparison, FilterTerm.Operand) -> SQL?)
    /// A field that only some rows have, named in the words of an index that leads to them.
    indirect case within(String, FilterColumn)

    /// Words that the column holds as they are.
    package static func words(_ column: String, _ words: [String]) -> FilterColumn {
        .words(column, words.map { ($0, "'\($0)'") })
    }

    /// - Returns: nil for what cannot be asked of the field, such as a date of a word.
    func condition(_ comparison: FilterTerm.Comparison, _ operand: FilterTerm.Operand) throws -> SQL? {
        switch (self, operand) {
        case (.never, _): .constant(false)
        case (.text(let column), .text(let text)): TextCondition.of(column, comparison, text)
        case (.plain(let column), .text(let text)):
            TextCondition.of(column, comparison, text, isPlain: true)
        case (.folded(let column), .text(let text)): TextCondition.ofFolded(column, comparison, text)
        case (.address(let key, let shown), .text(let text)):
            TextCondition.address(key, shown: shown, comparison, text)
        case (.words(let column, let words), .text(let text)):
            .isOne(column, of: words.filter { comparison.accepts($0.word, text) }.map(\.value))
        case (.own(let condition), .text(let text)): try condition(comparison, text)
        case (.number(let column), .number(let number)):
            "\(sql: column) \(sql: comparison.sign) \(number)"
        case (.time(let column), .date(let date)): TextCondition.of(column, comparison, date)
        case (.any(let condition), _): condition(comparison, operand)
        case (.within(let few, let column), _):
            try column.condition(comparison, operand).map { SQL(text: few).and($0) }
        case (.flag(let column), .flag(let flag)): "\(sql: column) = \(sql: flag ? 1 : 0)"
        default: nil
        }
    }
}
