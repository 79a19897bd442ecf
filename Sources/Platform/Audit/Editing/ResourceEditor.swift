package import ServiceCore
package import Store

/// The edits of one kind's rows: read before, check, change, read after, record, all in one transaction.
package struct ResourceEditor<R: Revisioned>: Sendable {
    package typealias Load = @Sendable (ReadTransaction, String) throws -> R?
    package typealias Write = @Sendable (EditSession, R) throws -> Void

    package let editor: Editor
    /// Where the rows stand, for what a deletion keeps of them; nil where nothing is kept.
    var table: String?
    /// A row by its native id, nil where it is gone.
    package let load: Load
    /// Writes the fields that a person edits and raises the row's `rev`.
    package let save: Write
    package let remove: Write

    /// - Throws: `.notFound` where the row is gone.
    package func loadExisting(_ db: ReadTransaction, _ native: String) throws -> R {
        guard let row = try load(db, native) else {
            throw ServiceError(.notFound, "The \(R.words.singular) is gone.", hint: "Refresh the list.")
        }
        return row
    }

    /// What a notice calls these rows: the name of one, else their number.
    static func subject(_ rows: [R]) -> String {
        rows.count == 1 ? rows[0].rowName : NumberText.counted(rows.count, R.words.singular, R.words.plural)
    }
}

/// A resource whose row counts its edits, so that an edit on an older state can be told.
package protocol Revisioned: Resource {
    /// Raised by every edit of a person; not by counters that the engine keeps.
    var revision: Int { get set }
}

extension Resource {
    /// What a person calls the row.
    package var rowName: String { Row(self).name }

    /// A field of the row as text.
    package func rowText(_ field: FieldID) -> String { Row(self)[field].plainText }
}

extension Resource {
    func passes(_ filter: Filter, _ schema: ResourceSchema) -> Bool {
        filter.matches(Row(self, schema: schema))
    }
}

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
