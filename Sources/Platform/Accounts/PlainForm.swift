import ServiceCore
import Store

/// The form of a kind whose rows are no more than what a person types.
struct PlainForm<R: Revisioned>: Sendable {
    /// An empty row, whose id and account are not read.
    let blank: R
    var lines: FormLines<R>
    /// What must hold of a row beyond what each line says.
    var check: @Sendable (FormValues, inout R) throws(ServiceError) -> Void = { _, _ in }
    /// The field that no two rows of an account share, where there is one.
    var uniqueField: FieldID?
    /// Whether rows may be edited once they are made.
    var isEditable = true
    /// Columns of a new row that the resource does not hold.
    var more: @Sendable (EditSession) throws -> ColumnValues = { _ in [] }
    /// What the answer to the creation alone shows.
    var reveal: @Sendable (R) -> [EditOutcome.Revelation] = { _ in [] }
    /// What an edit changes besides, such as the time of change.
    var touch: @Sendable (EditSession, inout R) -> Void = { _, _ in }

    init(blank: R, _ fields: FieldID...) {
        self.blank = blank
        lines = FormLines(fields)
    }

    /// A new row as the values make it.
    func made(_ values: FormValues) throws(ServiceError) -> R {
        var row = blank
        try lines.readNew(values, into: &row)
        try check(values, &row)
        return row
    }

    func read(_ values: FormValues, into row: inout R) throws(ServiceError) {
        try lines.read(values, into: &row)
        try check(values, &row)
    }
}

extension OwnedKind {
    /// The shared operations with a form for new rows and, where they can be edited, for these.
    func operations(sort: RowOrder, form: PlainForm<R>) -> ResourceOperations<R> {
        var operations = operations(sort: sort)
        operations.create = creation(form)
        if form.isEditable { operations.update = change(form) }
        return operations
    }

    private func creation(_ form: PlainForm<R>) -> Submission<R> {
        Submission(
            form: { _ async throws(ServiceError) in
                FormDescription(
                    title: "New \(R.words.singular)",
                    fields: [try await accountField(nil, account: nil)] + form.lines.fields(of: form.blank)
                ).ruled { values throws(ServiceError) in _ = try form.made(values) }
            },
            submit: { _, values async throws(ServiceError) in
                let draft = try form.made(values)
                return try await editor.create(reveal: form.reveal) { session in
                    var row = draft
                    form.touch(session, &row)
                    let account = try owner(values, in: session.database)
                    try requireFree(row, account: account, except: nil, form, in: session)
                    return try table.insert(
                        row, account: account, try form.more(session), at: session.now.storedTime,
                        in: session.database)
                }
            })
    }

    private func change(_ form: PlainForm<R>) -> Submission<R> {
        Submission(
            form: { row async throws(ServiceError) in
                let row = row ?? form.blank
                let account = row.rowText("account")
                return FormDescription(
                    title: "Edit \(R.words.singular)",
                    fields: [try await accountField(row, account: account)] + form.lines.fields(of: row)
                ).ruled { values throws(ServiceError) in
                    var row = row
                    try form.read(values, into: &row)
                }
            },
            submit: { opened, values async throws(ServiceError) in
                let change = RowChange<R>(
                    "edit", notice: { "\($0) changed" },
                    apply: { session, row in
                        let before = row
                        try form.read(values, into: &row)
                        guard row != before else { return }
                        form.touch(session, &row)
                        let account = try table.owner(of: row, in: session.database)
                        try requireFree(row, account: account, except: before, form, in: session)
                    })
                return try await editor.update(opened, by: change)
            })
    }

    private func requireFree(
        _ row: R, account: Int64, except before: R?, _ form: PlainForm<R>, in session: EditSession
    ) throws {
        guard let field = form.uniqueField else { return }
        try table.requireFree(
            row.rowName, account: account, except: before, field: field, in: session.database)
    }
}
