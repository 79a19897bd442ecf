import ServiceCore

extension RowEdits {
    /// `KIND message`: one message to rows of one connection, confirmed as the board's `M` is.
    ///
    /// - Parameter keepsGoing: writes to the others where some are not there or get none.
    func message(to keys: [String], keepsGoing: Bool = false) async throws(ServiceError) -> EditResult {
        let (operations, rows, absent) = try await access.findAll(keys)
        let problems = absent.map(\.error)
        let words = operations.schema.words
        try problems.check(of: keys.count, words, isAnyLeft: true, keepsGoing: keepsGoing)
        guard let messages = access.workspace[rows[0].id.connection]?.messages else {
            throw cannot("written to", rows[0])
        }
        let ids = rows.map(\.id)
        let form = try await messages.form(ids)
        let values = try await filled(form)
        try filling.requireAll(of: form, in: values)
        let remarks = try await filling.remarks(on: form, values)
        let audience = try await messages.recipients?(ids, values) ?? MessageAudience(count: rows.count)
        let what = "a message to \(Self.names(rows, operations.schema))"
        try confirmSending(to: audience, by: rows, what, form.notes + remarks)
        let draft = ReceiptDraft("message", DryRun(changing: rows), others: absent.lines)
        return try await carryOut(problems, of: keys.count, keepsGoing, operations, draft) {
            () async throws(ServiceError) in try await messages.send(ids, values).adding(remarks)
        }
    }
}
