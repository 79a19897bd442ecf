import FoundationEssentials
import ServiceCore

extension FakeStore {
    /// List and look-up of a kind, and whatever else a test's kind can.
    func operations<R: Resource>(
        _ type: R.Type, create: Submission<R>? = nil, update: Submission<R>? = nil,
        delete: (@Sendable (R) -> Confirmation)? = nil, consequence: String? = nil,
        unsortable: [FieldID: String] = [:], actions: [ResourceAction<R>] = []
    ) -> RowOperations {
        let noun = R.kind.rawValue
        return RowOperations(
            ResourceOperations<R>(
                list: listing(type, unsortable: unsortable),
                find: { [self] key async throws(ServiceError) in
                    try await enter(FakeCall("\(noun).find", ids: [key]))
                    return all(type).first { $0.id.native == key || Row($0).name == key }
                },
                create: create, update: update,
                delete: delete.map { deletion($0, consequence: consequence) }, actions: actions))
    }

    private func listing<R: Resource>(_ type: R.Type, unsortable: [FieldID: String]) -> Listing<R> {
        let noun = R.kind.rawValue
        let loaded = Listing<R>.loaded(sort: RowOrder(R.words.nameField)) {
            [self] () async throws(ServiceError) in
            all(type)
        }
        return Listing(
            sortable: loaded.sortable.filter { unsortable[$0.field] == nil }, unsortable: unsortable,
            page: { [self] request async throws(ServiceError) in
                try await enter(FakeCall("\(noun).list", request: request))
                return try await loaded.page(request)
            })
    }

    private func deletion<R: Resource>(
        _ confirmation: @escaping @Sendable (R) -> Confirmation, consequence: String?
    ) -> Deletion<R> {
        Deletion(
            confirmation: confirmation, consequence: { _ async throws(ServiceError) in consequence },
            perform: { [self] ids async throws(ServiceError) in
                try await enter(FakeCall("\(R.kind.rawValue).delete", ids: ids.map(\.native)))
                remove(R.kind, ids.map(\.native))
                return EditOutcome("\(ids.count) deleted")
            })
    }

    /// An action that changes rows in memory and can be taken back while nobody else changed them.
    func action<R: Resource>(
        _ name: String, effect: ResourceAction<R>.Effect = .reversible, form: FormDescription? = nil,
        confirmation: @escaping @Sendable (R) -> Confirmation = { _ in .none },
        availability: @escaping @Sendable (R) -> Availability = { _ in .available },
        revealing secret: String? = nil, _ change: @escaping @Sendable (inout R) -> Void
    ) -> ResourceAction<R> {
        var ask: (@Sendable (R) async throws(ServiceError) -> FormDescription)?
        if let form { ask = { _ async throws(ServiceError) in form } }
        return ResourceAction(
            ActionDescription(name, help: "Does \(name).", effect: effect), confirmation: confirmation,
            availability: availability, form: ask,
            perform: { [self] ids, values async throws(ServiceError) in
                let call = FakeCall("\(R.kind.rawValue).\(name)", ids: ids.map(\.native), values: values)
                try await enter(call)
                var outcome = edit(name, ids, change)
                if let secret { outcome.revealed = [.init("new secret", Secret(secret))] }
                if effect != .reversible { outcome.reversal = nil }
                return outcome
            })
    }

    /// Changes rows and says how to take it back.
    func edit<R: Resource>(_ verb: String, _ ids: [ResourceID], _ change: (inout R) -> Void) -> EditOutcome {
        let before = all(R.self).filter { ids.contains($0.id) }
        let after = before.map { row in
            var row = row
            change(&row)
            return row
        }
        put(after)
        let names = before.map { Row($0).name }.joined(separator: ", ")
        return EditOutcome(
            "\(names): \(verb)", rows: after.map { Row($0) },
            reversal: Reversal("\(verb) \(names)") { [self] () async throws(ServiceError) in
                try await enter(FakeCall("\(R.kind.rawValue).undo", ids: ids.map(\.native)))
                guard all(R.self).filter({ ids.contains($0.id) }) == after else {
                    throw ServiceError(
                        .conflict, "\(names) has changed since.", hint: "Look at it with Enter.")
                }
                put(before)
                return EditOutcome("\(names): \(verb) taken back", rows: before.map { Row($0) })
            })
    }

    /// A form over some fields and the change that its values make.
    func submission<R: Resource>(
        _ fields: @escaping @Sendable (R?) -> [FormField],
        submit: @escaping @Sendable (FakeStore, R?, FormValues) throws(ServiceError) -> EditOutcome
    ) -> Submission<R> {
        let noun = R.kind.rawValue
        return Submission(
            form: { [self] row async throws(ServiceError) in
                try await enter(FakeCall("\(noun).form", ids: row.map { [$0.id.native] } ?? []))
                let title = (row == nil ? "New " : "Edit ") + R.words.singular
                return FormDescription(title: title, fields: fields(row), remarks: formRemarks)
            },
            submit: { [self] row, values async throws(ServiceError) in
                let verb = row == nil ? "create" : "update"
                try await enter(
                    FakeCall("\(noun).\(verb)", ids: row.map { [$0.id.native] } ?? [], values: values))
                return try submit(self, row, values)
            })
    }
}
