import FoundationEssentials
import GRDB
import ServiceCore

/// A filter over a table whose fields are named as SQL expressions.
struct TermConditions {
    let connection: ConnectionID
    /// The text, number or date that each field compares; dates are milliseconds.
    let columns: [FieldID: String]
    /// The user name of the row's account.
    let account: String
    /// Fields that bare words are looked for in.
    let searched: [FieldID]
    /// Fields that are compared in a way of their own; nil leaves a test to the columns.
    var special: (FilterTerm.Test) throws -> SQLPart? = { _ in nil }

    /// - Throws: `.invalid` for a field that is not among the columns.
    func condition(_ filter: Filter, in db: Database) throws -> SQLPart {
        FoldedFunction.register(in: db)
        return try filter.terms.reduce(.constant(true)) { whole, term in
            let part = try special(term.test) ?? test(term.test)
            let sql = term.isNegated ? "NOT coalesce((\(part.sql)), 0)" : "(\(part.sql))"
            return whole.and(SQLPart(sql, part.arguments))
        }
    }

    private func test(_ test: FilterTerm.Test) throws -> SQLPart {
        switch test {
        case .anywhere(let word): return try anywhere(word)
        case .account(let name): return Self.contains(account, name)
        case .platform(let name):
            return .constant(SearchFolding.fold(connection.name).contains(SearchFolding.fold(name)))
        case .field(let field, let comparison, let operand):
            return Self.compare(try column(field), comparison, operand)
        }
    }

    private func anywhere(_ word: String) throws -> SQLPart {
        var parts: [SQLPart] = []
        for field in searched {
            let test = FilterTerm.Test.field(field, .contains, .text(word))
            parts.append(try special(test) ?? Self.contains(column(field), word))
        }
        return SQLPart(
            parts.map { "(\($0.sql))" }.joined(separator: " OR "),
            parts.reduce(StatementArguments()) { $0 + $1.arguments })
    }

    private func column(_ field: FieldID) throws -> String {
        if field == "account" { return account }
        if let column = columns[field] { return column }
        throw ServiceError(
            .invalid, "These rows cannot be searched by “\(field)”.",
            hint: "Fields: \(columns.keys.sorted().joined(separator: " ")).")
    }

    private static func contains(_ column: String, _ text: String) -> SQLPart {
        SQLPart("instr(folded(\(column)), ?) > 0", [SearchFolding.fold(text)])
    }

    private static func compare(
        _ column: String, _ comparison: FilterTerm.Comparison, _ operand: FilterTerm.Operand
    ) -> SQLPart {
        let signs: [FilterTerm.Comparison: String] = [
            .less: "<", .lessOrEqual: "<=", .greater: ">", .greaterOrEqual: ">=",
        ]
        let sign = signs[comparison] ?? "="
        switch operand {
        case .text(let text) where comparison == .equals:
            return SQLPart("folded(\(column)) = ?", [SearchFolding.fold(text)])
        case .text(let text): return contains(column, text)
        case .number(let number): return SQLPart("\(column) \(sign) ?", [number])
        case .date(let date): return SQLPart("\(column) \(sign) ?", [date.storedTime])
        case .flag(let flag): return SQLPart("\(column) = ?", [flag])
        }
    }
}
