import GRDB

/// Column names with the values to write, in order.
typealias ColumnValues = [(column: String, value: (any DatabaseValueConvertible)?)]

extension Database {
    /// - Returns: the new row's id.
    func insert(into table: String, _ values: ColumnValues) throws -> Int64 {
        let columns = values.map(\.column).joined(separator: ", ")
        let marks = Array(repeating: "?", count: values.count).joined(separator: ", ")
        let id = try Int64.fetchOne(
            cachedStatement(sql: "INSERT INTO \(table) (\(columns)) VALUES (\(marks)) RETURNING id"),
            arguments: StatementArguments(values.map(\.value)))
        // RETURNING gives one row for each that was inserted.
        return id ?? 0
    }

    /// Writes columns of one row; as an edit it raises the row's `rev`.
    func update(_ table: String, id: Int64, _ values: ColumnValues, isEdit: Bool = true) throws {
        var assignments = values.map { "\($0.column) = ?" }
        if isEdit { assignments.append("rev = rev + 1") }
        try cachedStatement(
            sql: "UPDATE \(table) SET \(assignments.joined(separator: ", ")) WHERE id = ?"
        ).execute(arguments: StatementArguments(values.map(\.value)) + [id])
    }
}
