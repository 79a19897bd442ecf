import ServiceCore

extension TableModel {
    /// Puts in a row that an edit answered with, before any refresh.
    func merge(_ row: Row) {
        editedMeanwhile[row.id] = .some(row)
        // A marked row may stand in no window.
        if table.marks[row.id] != nil { table.marks[row.id] = row }
        guard let index = table.rows.firstIndex(where: { $0.id == row.id }), table.rows[index] != row else {
            return
        }
        let before = table.rows[index]
        table.rows[index] = row
        let fields = row.schema.fields.indices.filter { before.values[$0] != row.values[$0] }.map {
            row.schema.fields[$0].id
        }
        noteChanges([row.id: Set(fields)])
    }

    /// Takes out rows that an edit deleted, before any refresh.
    func drop(_ ids: Set<ResourceID>) {
        for id in ids { editedMeanwhile[id] = .some(nil) }
        move { $0.drop(ids) }
    }

    /// A page as edits left it while it was on its way; where it told otherwise it is read once more, since nobody
    /// knows which of the two is the later.
    func withEdits(_ page: ListPage<Row>) -> ListPage<Row> {
        guard !editedMeanwhile.isEmpty else { return page }
        var edited = page
        edited.items = page.items.compactMap { editedMeanwhile[$0.id, default: $0] }
        if edited.items != page.items { isDirty = true }
        return edited
    }
}
