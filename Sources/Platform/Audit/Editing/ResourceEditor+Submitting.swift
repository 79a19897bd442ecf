package import ServiceCore

extension ResourceEditor {
    /// Carries a form's values into a row, where nobody has edited it since the form was opened.
    ///
    /// - Parameters:
    ///   - opened: the row that the form showed.
    ///   - change: reads the values into the row and may refuse them; what it writes elsewhere it writes only
    ///     where the row changes.
    /// - Throws: `.conflict` naming both values where the row has changed since.
    package func update(
        _ opened: R?, by change: RowChange<R>
    ) async throws(ServiceError) -> EditOutcome {
        guard let opened else { throw ServiceError(.invalid, "No \(R.words.singular) was chosen to edit.") }
        let edit = try await editor.edit { session in try submit(change, to: opened, in: session) }
        guard let edit else { return EditOutcome("nothing to change on \(Row(opened).name)", isEdit: false) }
        return EditOutcome(
            change.notice(Row(edit.after).name), rows: [Row(edit.after)], revealed: change.reveal(edit.after),
            reversal: reversal(of: change, [edit]), finality: change.finality
        ).noting([edit.entry])
    }

    /// Carries several forms' values into their rows, all or none, with one undo.
    ///
    /// - Throws: `.conflict` where one of the rows has changed since.
    package func update(
        all filled: [FilledForm<R>], by change: @Sendable (FormValues) -> RowChange<R>
    ) async throws(ServiceError) -> EditOutcome {
        let changes = filled.map { ($0.row, change($0.values)) }
        let done = try await editor.edit { session in
            try changes.compactMap { opened, change in
                try submit(change, to: opened, in: session).map { (edit: $0, change: change) }
            }
        }
        guard let first = done.first else {
            return EditOutcome("nothing to change on \(Self.subject(filled.map(\.row)))", isEdit: false)
        }
        let reverts = Dictionary(done.map { ($0.edit.after.id, reverting($0.change)) }) { first, _ in first }
        let edits = done.map(\.edit)
        return EditOutcome(
            first.change.notice(Self.subject(edits.map(\.after))), rows: edits.map { Row($0.after) },
            reversal: undo("\(first.change.name) \(Self.subject(edits.map(\.after)))", edits) {
                session, edit in
                try reverts[edit.after.id]?(session, edit)
            })
    }

    /// - Returns: nil where the values change nothing.
    private func submit(
        _ change: RowChange<R>, to opened: R, in session: EditSession
    ) throws -> RowEdit<R>? {
        let before = try loadExisting(session.database, opened.id.native)
        var changed = before
        try change.apply(session, &changed)
        guard before.revision == opened.revision else {
            throw conflict(opened: opened, now: before, wanted: changed)
        }
        guard changed != before else { return nil }
        try save(session, changed)
        try change.write(session, changed)
        let after = try loadExisting(session.database, opened.id.native)
        let entry = try session.record(
            change.name, from: before, to: after, reason: change.reason, undo: change.undoWords)
        return RowEdit(before: before, after: after, entry: entry, now: after)
    }

    private func conflict(opened: R, now: R, wanted: R) -> ServiceError {
        let wantedRow = Row(wanted)
        let differences = Row.changes(from: Row(opened), to: Row(now)).map { change in
            "\(change.label) is “\(change.after.plainText)” now, the form says “\(wantedRow[change.field].plainText)”"
        }
        let details = differences.isEmpty ? "" : ": \(differences.joined(separator: "; "))"
        return ServiceError(
            .conflict, "\(Row(opened).name) has changed since the form was opened\(details).",
            hint: "Open the form again; nothing was changed.")
    }

    /// Makes a row.
    ///
    /// - Parameters:
    ///   - isUntouched: asked before the creation is taken back; false refuses.
    ///   - make: writes the row and returns its native id.
    package func create(
        reveal: @escaping @Sendable (R) -> [EditOutcome.Revelation] = { _ in [] },
        isUntouched: @escaping @Sendable (EditSession, R) throws -> Bool = { _, _ in true },
        _ make: @escaping @Sendable (EditSession) throws -> String
    ) async throws(ServiceError) -> EditOutcome {
        let (row, entry) = try await editor.edit { session in
            let row = try loadExisting(session.database, try make(session))
            return (row, try session.record("create", from: nil, to: row, undo: "delete"))
        }
        let edit = RowEdit(before: row, after: row, entry: entry, now: row)
        return EditOutcome(
            "\(Row(row).name) created", rows: [Row(row)], revealed: reveal(row),
            reversal: undo("create \(Row(row).name)", [edit]) { session, edit in
                guard try isUntouched(session, edit.now) else {
                    throw ServiceError(
                        .conflict, "\(Row(edit.now).name) has been used since; nothing was undone.",
                        hint: "Delete it if it should go with all that is its own.")
                }
                try remove(session, edit.now)
            }
        ).noting([entry])
    }
}
