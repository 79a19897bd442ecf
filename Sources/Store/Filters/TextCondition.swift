package import FoundationEssentials
package import ServiceCore

/// How listings compare columns with what a filter asks, as pieces of SQL.
package enum TextCondition {
    /// Folds case and accents; a connection must know `folded` (`SearchFolding.function`).
    ///
    /// - Parameter isPlain: whether the column is kept in lower case, so that nothing need be folded.
    package static func of(
        _ column: String, _ comparison: FilterTerm.Comparison, _ text: String, isPlain: Bool = false
    ) -> SQL {
        if comparison == .matches { return SQL.dialect.isFound(text, in: SQL(text: column)) }
        let needle = isPlain ? text.lowercased() : SearchFolding.fold(text)
        return compared(isPlain ? column : SQL.dialect.folded(column), comparison, needle)
    }

    /// The same of a column that holds folded text.
    package static func ofFolded(_ column: String, _ comparison: FilterTerm.Comparison, _ text: String) -> SQL
    {
        comparison == .matches
            ? SQL.dialect.isFound(text, in: SQL(text: column))
            : compared(column, comparison, SearchFolding.fold(text))
    }

    private static func compared(
        _ value: String, _ comparison: FilterTerm.Comparison, _ needle: String
    ) -> SQL {
        comparison == .equals
            ? "(\(sql: value)) = \(needle)"
            : "\(SQL.dialect.position(of: "\(needle)", in: "(\(sql: value))")) > 0"
    }

    /// An address that is named whole is whose it is, however it is spelt; a part of one is looked for in what is shown.
    ///
    /// - Parameters:
    ///   - key: the column that it is known by.
    ///   - shown: the expression that is shown.
    package static func address(
        _ key: String, shown: String, _ comparison: FilterTerm.Comparison, _ text: String
    ) -> SQL {
        guard comparison == .equals, let address = try? MailAddress(text) else {
            return of(shown, comparison, text)
        }
        return "(\(sql: key)) = \(address.key)"
    }

    /// The words of a fixed set that a filter means, as a list for `SQL.isOne`.
    package static func words(
        _ all: [String], _ comparison: FilterTerm.Comparison, _ text: String
    ) -> [String] {
        all.filter { comparison.accepts($0, text) }
    }

    package static func of(_ column: String, _ comparison: FilterTerm.Comparison, _ date: Date) -> SQL {
        "\(sql: column) \(sql: comparison.sign) \(date.storedTime)"
    }
}
