import FoundationEssentials
import GRDB
import ServiceCore

/// How listings compare columns with what a filter asks, as pieces of SQL.
enum TextCondition {
    /// Folds case and accents; a connection must know `folded` (`FoldedFunction`).
    ///
    /// - Parameter isPlain: whether the column is kept in lower case, so that nothing need be folded.
    static func of(
        _ column: String, _ comparison: FilterTerm.Comparison, _ text: String, isPlain: Bool = false
    ) -> SQLPart {
        let needle = isPlain ? text.lowercased() : SearchFolding.fold(text)
        let value = isPlain ? column : folded(column)
        return comparison == .equals
            ? SQLPart("(\(value)) = ?", [needle]) : SQLPart("instr((\(value)), ?) > 0", [needle])
    }

    /// An address that is named whole is whose it is, however it is spelt; a part of one is looked for in what is shown.
    ///
    /// - Parameters:
    ///   - key: the column that it is known by.
    ///   - shown: the expression that is shown.
    static func address(
        _ key: String, shown: String, _ comparison: FilterTerm.Comparison, _ text: String
    ) -> SQLPart {
        guard comparison == .equals, let address = try? MailAddress(text) else {
            return of(shown, comparison, text)
        }
        return SQLPart("(\(key)) = ?", [address.key])
    }

    /// Most texts are ASCII, where SQLite's own `lower` does the same much quicker.
    private static func folded(_ column: String) -> String {
        "CASE WHEN length(\(column)) = length(CAST(\(column) AS BLOB)) THEN lower(\(column)) ELSE folded(\(column)) END"
    }

    /// The words of a fixed set that a filter means, as a list for `SQLPart.isOne`.
    static func words(
        _ all: [String], _ comparison: FilterTerm.Comparison, _ text: String
    ) -> [String] {
        all.filter { comparison.accepts($0, text) }
    }

    static func of(_ column: String, _ comparison: FilterTerm.Comparison, _ date: Date) -> SQLPart {
        SQLPart("\(column) \(comparison.sign) ?", [date.storedTime])
    }

    static func negated(_ part: SQLPart) -> SQLPart {
        SQLPart("NOT coalesce((\(part.sql)), 0)", part.arguments)
    }

    static func any(_ parts: [SQLPart]) -> SQLPart {
        SQLPart(
            parts.map { "(\($0.sql))" }.joined(separator: " OR "),
            parts.reduce(StatementArguments()) { $0 + $1.arguments })
    }

    static func all(_ parts: [SQLPart]) -> SQLPart {
        guard !parts.isEmpty else { return .constant(true) }
        return SQLPart(
            parts.map { "(\($0.sql))" }.joined(separator: " AND "),
            parts.reduce(StatementArguments()) { $0 + $1.arguments })
    }

    /// The accounts whose user name holds a text.
    static func accounts(_ name: String, in db: Database) throws -> [Int64] {
        let needle = SearchFolding.fold(name)
        let rows = try SQLRow.fetchAll(db, sql: "SELECT id, username FROM account")
        return rows.filter { SearchFolding.fold($0[1]).contains(needle) }.map { $0[0] }
    }
}
