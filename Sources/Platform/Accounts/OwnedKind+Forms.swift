import ServiceCore
import Store

extension OwnedKind {
    /// Listing, look-up and deletion, with a form for new rows and, where they can be edited, for these.
    func operations(_ form: OwnedForm<R>) -> ResourceOperations<R> {
        ResourceOperations(
            list: .loaded(sort: RowOrder(R.words.nameField), load: all),
            find: context.store.reading(table.find(byKey:in:)),
            create: creation(form), update: form.isEditable ? change(form) : nil,
            delete: Deletion(
                consequence: form.consequence, restoration: { _ in .kept(days: DeletedRows.keptDays) },
                perform: { ids async throws(ServiceError) in
                    try await editor.delete(ids, check: form.checkDeletion)
                }))
    }

    private var blank: R { table.blank(ResourceID(context.connection, R.kind, ""), "") }

    private func creation(_ form: OwnedForm<R>) -> Submission<R> {
        Submission(
            form: { _ async throws(ServiceError) in
                FormDescription(
                    title: "New \(R.words.singular)",
                    fields: [try await accountField()] + form.once.fields(of: blank)
                        + form.lines.fields(of: blank) + form.further(blank),
                    notes: form.notes
                ).ruled { values throws(ServiceError) in _ = try form.made(values, from: blank) }
            },
            submit: { _, values async throws(ServiceError) in
                var draft = try form.made(values, from: blank)
                let prepared = try await form.prepare(values, draft)
                prepared?.show(&draft)
                return try await editor.create(reveal: form.reveal, isUntouched: form.isUntouched) {
                    [draft] session in
                    let db = session.database
                    var row = draft
                    form.touch(session, &row)
                    let account = try owner(values, in: db)
                    try requireFree(row, account: account, except: nil, form, in: session)
                    let native = try table.insert(
                        row, account: account, try form.more(session), at: session.now.storedTime, in: db)
                    if let id = Int64(native) { try prepared?.write(session, id) }
                    return native
                }
            })
    }

    private func change(_ form: OwnedForm<R>) -> Submission<R> {
        Submission(
            form: { row async throws(ServiceError) in
                let row = row ?? blank
                return FormDescription(
                    title: "Edit \(R.words.singular)",
                    fields: [row.fixedField("account")]
                        + (form.isRenamable ? [] : [row.fixedField(R.words.nameField)])
                        + form.lines.fields(of: row) + form.further(row)
                ).ruled { values throws(ServiceError) in
                    var row = row
                    try form.read(values, into: &row)
                }
            },
            submit: { opened, values async throws(ServiceError) in
                let prepared =
                    if let opened { try await form.prepare(values, opened) } else { Preparation<R>?.none }
                return try await editor.update(opened, by: change(form, values, prepared))
            })
    }

    private func change(
        _ form: OwnedForm<R>, _ values: FormValues, _ prepared: Preparation<R>?
    ) -> RowChange<R> {
        var change = RowChange<R>.edit { session, row in
            let before = row
            try form.read(values, into: &row)
            prepared?.show(&row)
            guard row != before else { return }
            form.touch(session, &row)
            let account = try table.owner(of: row, in: session.database)
            try requireFree(row, account: account, except: before, form, in: session)
        }
        guard let prepared else { return change }
        change.write = { session, row in try prepared.write(session, try table.rowID(row)) }
        change.reversal = .by { session, edit in
            try prepared.takeBack(session, try table.rowID(edit.now))
            try table.save(edit.before, in: session.database)
        }
        return change
    }

    private func requireFree(
        _ row: R, account: Int64, except before: R?, _ form: OwnedForm<R>, in session: EditSession
    ) throws {
        guard form.isNameUnique else { return }
        try table.requireFree(
            row.rowName, account: account, except: before, field: R.words.nameField, in: session.database)
    }
}

extension Resource {
    /// A line that shows one of its fields.
    fileprivate func fixedField(_ id: FieldID) -> FormField {
        let row = Row(self)
        return FormField(id, row.schema[id]?.label ?? "", .fixed, value: row[id].plainText)
    }
}
