import ServiceCore

extension Board {
    func openCreateForm() {
        let offering = source(of: views.pane.kind)?.members.filter { $0.operations.create != nil } ?? []
        guard offering.count > 1 else { return offering.first.map(openCreateForm) ?? () }
        let items = offering.map { member in
            ChoiceState.Item(
                member.connection.id.name, "\(member.connection.id)  \(member.connection.platform)")
        }
        choose("Where to?", of: items) { [weak self] name in
            offering.first { $0.connection.id.name == name }.map { self?.openCreateForm($0) }
        }
    }

    private func openCreateForm(_ member: MergedKind.Member) {
        guard let create = member.operations.create, let words = source(of: views.pane.kind)?.schema.words
        else {
            return
        }
        waitForDialog { [weak self] () async throws(ServiceError) in
            let form = try await create.form(nil)
            let target = "1 new \(words.singular) on \(member.connection.id)"
            guard let self else { return }
            show(
                begun(form), original: nil, target: target, makesRow: true, verb: "creates",
                asking: create.confirmation
            ) { values async throws(ServiceError) in try await create.submit(nil, values) }
        }
    }

    /// A form for something new belongs to the account that the pane is narrowed to.
    private func begun(_ form: FormDescription) -> FormDescription {
        guard let table = currentTable else { return form }
        let named = table.filter.terms.lazy.compactMap { term in
            if case .account(let name) = term.test, !term.isNegated { name } else { nil }
        }.first
        let known = Set(table.table.visible.map { $0["account"].plainText })
        return named.map { form.begun(withAccount: $0, among: known) } ?? form
    }

    func openEditForm() {
        guard let row = primaryRow, let kind = source(of: row.id.kind)?.operations(for: row.id),
            let update = kind.update
        else { return }
        let remarks = [marksLeftAlone(beside: row)].compactMap(\.self)
        waitForDialog { [weak self] () async throws(ServiceError) in
            let session = try await Self.editing(row, by: update, finding: kind.find, noting: remarks)
            self?.present(.form(session), called: session.state.description.title)
        }
    }

    private static func editing(
        _ row: Row, by update: Submission<Row>, finding find: FormSession.Find?, noting remarks: [String]
    ) async throws(ServiceError) -> FormSession {
        var session = FormSession(
            state: FormState(try await update.form(row).noting(remarks), original: row),
            target: "\(row.schema.words.singular) \(row.name) on \(row.id.connection)", does: "saves",
            asking: update.confirmation, recount: nil
        ) { values async throws(ServiceError) in try await update.submit(row, values) }
        session.reopen = { () async throws(ServiceError) in
            guard let now = try await find?(row.id.native) else { return nil }
            return try await editing(now, by: update, finding: find, noting: remarks)
        }
        return session
    }

    /// A form that an action asks for first.
    func openForm(
        _ form: FormDescription, for rows: [Row], title: String, verb: String, confirmation: Confirmation,
        recount: FormSession.Recount? = nil,
        submit: @escaping @MainActor (FormValues) async throws(ServiceError) -> EditOutcome
    ) {
        let words = rows[0].schema.words
        let named =
            rows.count == 1 ? rows[0].name : NumberText.counted(rows.count, words.singular, words.plural)
        show(
            form, original: nil, target: "\(title): \(named) on \(rows[0].id.connection)",
            targetCount: rows.count, verb: verb, asking: { _ in confirmation }, recount: recount,
            submit: submit)
    }

    func show(
        _ form: FormDescription, original: Row?, target: String, targetCount: Int = 1,
        makesRow: Bool = false, verb: String,
        asking: @escaping @Sendable (FormValues) -> Confirmation,
        recount: FormSession.Recount? = nil,
        submit: @escaping @MainActor (FormValues) async throws(ServiceError) -> EditOutcome
    ) {
        let session = FormSession(
            state: FormState(form, original: original), target: target, targetCount: targetCount,
            does: verb, makesRow: makesRow, asking: asking, recount: recount, submit: submit)
        present(.form(session), called: form.title)
    }
}
