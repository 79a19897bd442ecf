import ServiceCore

extension ResourceEditor {
    /// Takes edits back together: all rows or, where one has changed since, none.
    func undo(
        _ summary: String, _ edits: [RowEdit<R>], by revert: @escaping RowChange<R>.Reverting
    ) -> Reversal {
        Reversal(summary) { () async throws(ServiceError) in
            let restored = try await editor.edit { session in
                try edits.map { try takeBack($0, by: revert, in: session) }
            }
            for case (let edit, let row?) in zip(edits, restored) {
                editor.undone.note(row.id, row.revision, isAs: edit.before.revision)
            }
            let rows = restored.compactMap(\.self)
            return EditOutcome("undone: \(summary)", rows: rows.map { Row($0) })
        }
    }

    /// - Returns: the row as it is now, nil where taking the edit back removed it.
    private func takeBack(
        _ edit: RowEdit<R>, by revert: RowChange<R>.Reverting, in session: EditSession
    ) throws -> R? {
        let now = try load(session.database, edit.after.id.native)
        guard let now, isSameState(now, edit.after) else {
            throw ServiceError(
                .conflict, "\(Row(edit.after).name) has changed since; nothing was undone.",
                hint: "Look at it again and edit it as it is now.")
        }
        var current = edit
        current.now = now
        try revert(session, current)
        let restored = try load(session.database, now.id.native)
        try session.record("undo", from: now, to: restored, takingBack: edit.entry)
        return restored
    }

    /// Whether nobody has edited the row in between; the name tells a new row that got a freed id.
    private func isSameState(_ now: R, _ after: R) -> Bool {
        editor.undone.isSame(now.id, now.revision, after.revision) && now.rowName == after.rowName
    }
}
