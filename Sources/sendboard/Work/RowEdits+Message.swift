import ServiceCore

extension RowEdits {
    /// `KIND message`: one message to rows of one connection, confirmed as the board's `M` is.
    func message(to keys: [String]) async throws(ServiceError) -> EditResult {
        let (operations, rows, problems) = try await access.findAll(keys)
        let words = operations.schema.words
        _ = try problems.leftOut(of: keys.count, words, isAnyLeft: false, keepsGoing: false)
        guard let messages = access.workspace[rows[0].id.connection]?.messages else {
            throw cannot("written to")
        }
        let ids = rows.map(\.id)
        let form = try await messages.form(ids)
        let values = try filled(form)
        let remarks = try await filling.remarks(on: form, values)
        let audience = try await messages.recipients?(ids, values) ?? MessageAudience(count: rows.count)
        let what = "a message to \(Self.names(rows, operations.schema))"
        try confirmSending(to: audience, by: rows, what, form.notes + remarks)
        return EditResult(try await messages.send(ids, values).adding(remarks))
    }
}
