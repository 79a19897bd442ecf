import GRDB
import ServiceCore

/// How what a person types names a row: as written, or else without regard to case and accents.
///
/// SQLite's own `lower` knows the letters of ASCII alone.
enum NameMatch {
    /// - Parameter rows: those that meet a condition on a name's column.
    /// - Returns: the rows called exactly so; where there are none, those called so but for case and accents.
    static func rows<Found>(
        called name: String, column: String, _ rows: (SQL) throws -> [Found]
    ) throws -> [Found] {
        let exact = try rows("\(sql: column) = \(name)")
        return exact.isEmpty ? try rows(alike(name, column: column)) : exact
    }

    /// The condition on the column that cannot be told from the name in a list.
    static func alike(_ name: String, column: String) -> SQL {
        "folded(\(sql: column)) = \(SearchFolding.fold(name))"
    }

    /// The row of an account's table that has the name.
    ///
    /// - Throws: `.conflict` where several are called so and none exactly.
    static func row(
        called name: String, in table: String, account: Int64, _ db: Database
    ) throws -> SQLRow? {
        let found = try rows(called: name, column: "name") { condition in
            let request: SQLRequest<SQLRow> =
                "SELECT * FROM \(sql: table) WHERE account = \(account) AND \(condition) ORDER BY id"
            return try request.fetchAll(db)
        }
        guard found.count > 1 else { return found.first }
        let names = found.map { "“\($0["name"] as String)”" }.joined(separator: ", ")
        throw ServiceError(
            .conflict, "“\(name)” may be \(names).", hint: "Write the name as it stands there.")
    }
}
