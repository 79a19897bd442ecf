/// Column names with the values to write, in order.
package typealias ColumnValues = [(column: String, value: (any ColumnValue)?)]

extension WriteTransaction {
    /// - Returns: the new row's id.
    @discardableResult
    package func insert(into table: String, _ values: ColumnValues) throws -> Int64 {
        let columns = values.map(\.column).joined(separator: ", ")
        let marks = Array(repeating: "?", count: values.count).joined(separator: ", ")
        let sql = SQL(
            text: "INSERT INTO \(table) (\(columns)) VALUES (\(marks)) RETURNING id", values.map(\.value))
        // RETURNING gives one row for each that was inserted.
        return try Int64.fetchOne(self, cached: sql) ?? 0
    }

    /// Writes columns of one row; as an edit it raises the row's `rev`.
    package func update(_ table: String, id: Int64, _ values: ColumnValues, isEdit: Bool = true) throws {
        var assignments = values.map { "\($0.column) = ?" }
        if isEdit { assignments.append("rev = rev + 1") }
        let sql = "UPDATE \(table) SET \(assignments.joined(separator: ", ")) WHERE id = ?"
        try execute(cached: SQL(text: sql, values.map(\.value) + [id]))
    }
}
