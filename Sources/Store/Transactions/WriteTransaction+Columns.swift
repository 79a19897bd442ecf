/// Column names with the values to write, in order.
package typealias ColumnValues = [(column: String, value: (any ColumnValue)?)]

extension WriteTransaction {
    /// - Returns: the new row's id.
    @discardableResult
    package func insert(into table: String, _ values: ColumnValues) throws -> Int64 {
        let columns = values.map(\.column).joined(separator: ", ")
        let id = try Int64.fetchOne(
            self,
            cached: """
                INSERT INTO \(sql: table) (\(sql: columns))
                VALUES (\(list: values.map { $0.value?.sqlValue ?? SQLValue.null })) RETURNING id
                """)
        // RETURNING gives one row for each that was inserted.
        return id ?? 0
    }

    /// Writes columns of one row; as an edit it raises the row's `rev`.
    package func update(_ table: String, id: Int64, _ values: ColumnValues, isEdit: Bool = true) throws {
        var assignments = values.map { SQL("\(sql: $0.column) = \($0.value?.sqlValue)") }
        if isEdit { assignments.append("rev = rev + 1") }
        try execute(cached: "UPDATE \(sql: table) SET \(assignments.joined(", ")) WHERE id = \(id)")
    }
}
