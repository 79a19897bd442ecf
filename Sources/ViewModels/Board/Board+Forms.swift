import ServiceCore

extension Board {
    func openCreateForm() {
        let offering = source(of: views.pane.kind)?.members.filter { $0.operations.create != nil } ?? []
        guard offering.count > 1 else { return offering.first.map(openCreateForm) ?? () }
        let items = offering.map { member in
            ChoiceState.Item(
                member.connection.id.name, member.connection.id.name, note: member.connection.platform)
        }
        choose("Where to?", of: items) { [weak self] name in
            offering.first { $0.connection.id.name == name }.map { self?.openCreateForm($0) }
        }
    }

    private func openCreateForm(_ member: MergedKind.Member) {
        guard let create = member.operations.create, let words = source(of: views.pane.kind)?.schema.words
        else { return }
        waitForDialog { [weak self] () async throws(ServiceError) in
            let form = try await create.form(nil)
            guard let self else { return }
            let session = FormSession(
                state: FormState(begun(form)), target: "1 new \(words.singular) on \(member.connection.id)",
                does: "creates", makesRow: true, asking: create.confirmation
            ) { values async throws(ServiceError) in try await create.submit(nil, values) }
            present(session)
        }
    }

    /// A form for something new belongs to the account that the pane is narrowed to.
    func begun(_ form: FormDescription) -> FormDescription {
        guard let table = currentTable else { return form }
        let named = table.filter.terms.lazy.compactMap { term in
            if case .account(let name) = term.test, !term.isNegated { name } else { nil }
        }.first
        let known = Set(table.table.visible.map { $0["account"].plainText })
        return named.map { form.begun(withAccount: $0, among: known) } ?? form
    }

    /// `e`: of marked rows a form for all of them alike.
    func openEditForm() {
        let rows = targets
        guard rows.count < 2 else { return openSharedForm(of: rows) }
        guard let row = rows.first, let kind = source(of: row.id.kind)?.operations(for: row.id),
            let update = kind.update
        else { return }
        let remarks = [unseenTargets(among: rows)].compactMap(\.self)
        waitForDialog { [weak self] () async throws(ServiceError) in
            let session = try await Self.editing(row, by: update, finding: kind.find, noting: remarks)
            self?.present(session)
        }
    }

    private static func editing(
        _ row: Row, by update: Submission<Row>, finding find: RowOperations.Find?, noting remarks: [String]
    ) async throws(ServiceError) -> FormSession {
        var session = FormSession(
            state: FormState(try await update.form(row).noting(remarks), original: row),
            target: "\(row.schema.words.singular) \(row.name) on \(row.id.connection)", does: "saves",
            asking: update.confirmation
        ) { values async throws(ServiceError) in try await update.submit(row, values) }
        session.reopen = { () async throws(ServiceError) in
            guard let now = try await find?(row.id.native) else { return nil }
            return try await editing(now, by: update, finding: find, noting: remarks)
        }
        return session
    }

    func present(_ form: FormSession) { present(.form(form), called: form.state.description.title) }
}
