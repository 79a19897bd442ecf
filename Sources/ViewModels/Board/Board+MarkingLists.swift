import ServiceCore

/// `:mark`: a pasted list becomes marks, wherever its rows stand.
extension Board {
    /// More rows than a person answers for at once.
    private static let longestList = 10_000

    var canMarkLists: Bool { currentTable?.source?.members.contains { $0.operations.find != nil } ?? false }

    func askList(_ text: String) {
        guard let table = currentTable, let source = table.source else { return }
        var state = FormState(Self.listForm(source.schema.words))
        state.checking = "looking for the rows…"
        if !text.isEmpty { state.set("list", text) }
        var session = FormSession(
            state: state, target: "", does: "marks", asking: { _ in .none },
            submit: { _ in EditOutcome("", isEdit: false) })
        session.recount = { [weak self] session async throws(ServiceError) in
            guard let self else { return session }
            return try await look(up: session, in: table, source)
        }
        present(session)
    }

    private static func listForm(_ words: ResourceWords) -> FormDescription {
        FormDescription(
            title: "Mark a list of \(words.plural)",
            fields: [
                FormField(
                    "list", "List", .multiline, isRequired: true,
                    help:
                        "Paste addresses in any wrapping: a column, commas, Name <a@b.test>, a whole ticket; "
                        + "else an id or a name a line. @path takes a file.")
            ])
    }

    /// Reads the list and looks for its rows; the preview then says what was found.
    private func look(
        up session: FormSession, in table: TableModel, _ source: MergedKind
    ) async throws(ServiceError) -> FormSession {
        let list = await Self.read(session.state.values["list"] ?? "")
        guard !list.keys.isEmpty else {
            throw ServiceError(.invalid, "There is no address and no name in it.", field: "list")
        }
        guard list.keys.count <= Self.longestList else {
            throw ServiceError(
                .invalid, "The list names \(NumberText.grouped(list.keys.count)) rows.",
                hint: "At most \(NumberText.grouped(Self.longestList)) are marked at once.", field: "list")
        }
        let total = NumberText.grouped(list.keys.count)
        let found = await source.rows(listed: list.keys, in: table.filter.ownership) { [weak self] count in
            await self?.tellProgress("looked for \(NumberText.grouped(count)) of \(total)…", of: session)
        }
        guard !Task.isCancelled else { throw ServiceError(.cancelled, "Cancelled.") }
        guard !found.rows.isEmpty else { throw Self.absence(found, list, source.schema.words) }
        return previewing(MarkedList(list, found), session, in: table, source)
    }

    /// Off the main actor: a long text must not hold up the next key.
    private nonisolated static func read(_ text: String) async -> TypedList { TypedList(text) }

    private func tellProgress(_ words: String, of session: FormSession) {
        guard var asking = dialogs.top?.form, asking.id == session.id, asking.state.phase == .checking else {
            return
        }
        asking.state.checking = words
        dialogs.replaceForm(session.id, by: asking)
    }

    private static func absence(
        _ found: ListedRows, _ list: TypedList, _ words: ResourceWords
    ) -> ServiceError {
        if var error = found.unasked.first?.error {
            error.field = "list"
            return error
        }
        let what =
            list.keys.count == 1
            ? "“\(list.keys[0])” is no \(words.singular) here."
            : "None of the \(NumberText.grouped(list.keys.count)) is known here."
        return ServiceError(
            .notFound, what, hint: "@ and account: narrow what is looked through.", field: "list")
    }

    private func previewing(
        _ list: MarkedList, _ session: FormSession, in table: TableModel, _ source: MergedKind
    ) -> FormSession {
        var counted = session
        counted.target = list.sentence
        counted.targetCount = list.rows.count
        counted.state.remarks = list.remarks
        counted.state.findings = list.findings(
            table.pane.resource.actions.compactMap { source.action($0.name) })
        counted.state.copyable = list.copyable
        counted.submit = { _ in
            table.move { $0.mark(list.rows, absent: list.absent) }
            return list.outcome
        }
        return counted
    }
}

extension Filter {
    /// Whose rows it shows, whatever else it asks of them.
    fileprivate var ownership: Filter { Filter(terms.filter { $0.test.isOfOwners }) }
}

extension FilterTerm.Test {
    fileprivate var isOfOwners: Bool {
        switch self {
        case .account, .platform: true
        case .either(let filters): filters.allSatisfy { $0.terms.allSatisfy(\.test.isOfOwners) }
        case .anywhere, .field: false
        }
    }
}
