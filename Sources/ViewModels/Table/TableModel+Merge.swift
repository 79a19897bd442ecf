import ServiceCore

extension TableModel {
    /// Puts in a row that an edit answered with, before any refresh.
    func merge(_ row: Row) {
        guard let index = table.rows.firstIndex(where: { $0.id == row.id }), table.rows[index] != row else {
            return
        }
        let before = table.rows[index]
        table.rows[index] = row
        if table.marks[row.id] != nil { table.marks[row.id] = row }
        let fields = row.schema.fields.indices.filter { before.values[$0] != row.values[$0] }.map {
            row.schema.fields[$0].id
        }
        noteChanges([row.id: Set(fields)])
    }
}
