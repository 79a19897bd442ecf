import ServiceCore

extension Board {
    /// The connections that take lists of what the pane shows.
    private var intakes: [MergedKind.Member] {
        guard listFiles != nil else { return [] }
        return source(of: views.pane.kind)?.members.filter { $0.operations.intake != nil } ?? []
    }

    var canImport: Bool { !intakes.isEmpty }

    /// - Parameter path: the list's file; the form asks for it where nothing is given.
    func openImport(_ path: String) {
        guard intakes.count > 1 else { return intakes.first.map { openImport($0, path) } ?? () }
        let items = intakes.map { member in
            ChoiceState.Item(
                member.connection.id.name, member.connection.id.name, note: member.connection.platform)
        }
        choose("Where to?", of: items) { [weak self] name in
            guard let self else { return }
            intakes.first { $0.connection.id.name == name }.map { self.openImport($0, path) }
        }
    }

    private func openImport(_ member: MergedKind.Member, _ path: String) {
        guard let files = listFiles, let intake = member.operations.intake,
            let words = source(of: views.pane.kind)?.schema.words
        else { return }
        let taking = intake.submission(files, path: path.trimmingBlanks, rows: words.plural)
        waitForDialog { [weak self] () async throws(ServiceError) in
            let form = try await taking.form(nil)
            guard let self else { return }
            var state = FormState(begun(form))
            state.checking = "looking through the list…"
            present(
                FormSession(
                    state: state,
                    target: "\(words.plural) of a list on \(member.connection.id)",
                    does: "imports", asking: { _ in .none }
                ) { values async throws(ServiceError) in try await taking.submit(nil, values) })
        }
    }
}
