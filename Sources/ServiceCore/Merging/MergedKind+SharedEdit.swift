extension MergedKind {
    /// Opens the forms of these rows, read again where that costs nothing.
    ///
    /// - Throws: why none of them can be edited.
    package func sharedEdit(of rows: [Row]) async throws(ServiceError) -> SharedEdit {
        var opened: [(row: Row, form: FormDescription)] = []
        var refused: [(row: Row, reason: String)] = []
        var fault: ServiceError?
        for row in rows {
            guard let member = members.first(where: { $0.connection.id == row.id.connection }),
                let update = member.operations.update
            else {
                refused.append((row, "\(row.id.connection) does not offer it"))
                continue
            }
            do throws(ServiceError) {
                let now =
                    member.connection.freshness == .live
                    ? try await member.operations.find?(row.id.native) : row
                guard let now else {
                    refused.append((row, "it is no longer there"))
                    continue
                }
                opened.append((now, try await update.form(now)))
            } catch {
                fault = error
                refused.append((row, error.message.withoutFullStop))
            }
            if Task.isCancelled { throw ServiceError(.cancelled, "Cancelled.") }
        }
        guard !opened.isEmpty else {
            throw fault
                ?? ServiceError(
                    .unsupported, "None of them can be edited: \(refused.first?.1 ?? "none is there").")
        }
        return SharedEdit(schema: schema, opened: opened, refused: refused)
    }

    /// Carries filled forms out, each connection its own one after the other; one undo takes all of it back.
    package func submit(_ filled: [FilledForm<Row>]) async throws(ServiceError) -> EditOutcome {
        let forms = Dictionary(filled.map { ($0.row.id, $0) }) { first, _ in first }
        return try await Self.eachConnection(of: filled.map(\.row.id)) {
            connection, ids async throws(ServiceError) in
            let update = members.first { $0.connection.id == connection }?.operations.update
            guard let update else { return nil }
            return try await update.submit(all: ids.compactMap { forms[$0] })
        }
    }
}

extension Submission<Row> {
    /// All at once where the platform can; else one after the other, and one that is refused keeps no other from its turn.
    fileprivate func submit(all filled: [FilledForm<Row>]) async throws(ServiceError) -> EditOutcome {
        guard filled.count > 1 else {
            return try await submit(filled.first?.row, filled.first?.values ?? FormValues())
        }
        if let submitAll { return try await submitAll(filled) }
        let forms = Dictionary(filled.map { ($0.row.id, $0) }) { first, _ in first }
        let series = EditSeries(done: "\(filled[0].row.schema.words.plural) changed") {
            id async throws(ServiceError) in
            guard let form = forms[id] else { throw ServiceError(.notFound, "The row is gone.") }
            return try await submit(form.row, form.values)
        }
        return try await Asking.keepingGoing(true) { () async throws(ServiceError) in
            try await series.perform(filled.map(\.row.id))
        }
    }
}
