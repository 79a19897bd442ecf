import ServiceCore

extension Suppression: Revisioned {}

/// What can be done with the suppressions of the embedded platform.
struct SuppressionKind: Sendable {
    let context: PlatformContext
    let queries: SuppressionQueries
    let editor: ResourceEditor<Suppression>

    init(_ context: PlatformContext) {
        let queries = SuppressionQueries(connection: context.connection)
        self.context = context
        self.queries = queries
        editor = ResourceEditor(
            context.editor, load: { db, native in try queries.find(native, in: db) },
            // What an entry says never changes; it is lifted and put back by functions of their own.
            save: { _, _ in },
            remove: { session, entry in try SuppressionQueries.remove(entry, in: session.database) })
    }

    func operations() -> ResourceOperations<Suppression> {
        ResourceOperations(
            list: SuppressionWindow.listing(context, queries),
            find: { key async throws(ServiceError) in
                try await context.store.read { db in try queries.find(byKey: key, in: db) }
            },
            create: creation, actions: [allow])
    }

    private var creation: Submission<Suppression> {
        Submission(
            form: { _ async throws(ServiceError) in
                let accounts = try await context.store.read { db in try AccountQueries.usernames(in: db) }
                return FormDescription(
                    title: "New suppression",
                    fields: [
                        FormField(
                            "account", "Account", .choice([SuppressionQueries.everywhere] + accounts),
                            value: accounts.count == 1 ? accounts[0] : "", isRequired: true,
                            help: "Whose messages are stopped."),
                        FormField(
                            "address", "Address", isRequired: true,
                            help: "An e-mail address or a phone number."),
                        FormField("note", "Note", help: "Why, for whoever reads it later."),
                    ])
            },
            submit: { _, values async throws(ServiceError) in
                let (address, channel) = try Self.address(values)
                let note = try values.line("note") ?? ""
                return try await editor.create { session in
                    let account = try Self.account(values, in: session)
                    let id = try SuppressionQueries.add(
                        address, channel, .manual, note: note, account: account, at: session.now,
                        in: session.database)
                    try SuppressionEvents.note(.suppressed, id, detail: note, in: session)
                    return String(id)
                }
            })
    }

    private static func account(_ values: FormValues, in session: EditSession) throws -> Int64? {
        let name = try values.required("account", "The account")
        if name == SuppressionQueries.everywhere { return nil }
        if let id = try AccountQueries.rowID(named: name, in: session.database) { return id }
        throw ServiceError(.invalid, "There is no account “\(name)”.", field: "account")
    }

    private static func address(_ values: FormValues) throws(ServiceError) -> (String, Channel) {
        let text = try values.requiredLine("address", "The address")
        if let email = AddressRules.normalized(email: text) { return (email, .email) }
        if let phone = AddressRules.normalized(phone: text) { return (phone, .sms) }
        throw ServiceError(
            .invalid, "“\(text)” is neither an e-mail address nor a phone number.",
            hint: "Write name@example.com or +15550100200.", field: "address")
    }
}

extension SuppressionKind {
    private var allow: ResourceAction<Suppression> {
        ResourceAction(
            "allow", title: "allow sending", help: "Lifts the suppression; its history stays.",
            effect: .reversible,
            confirmation: { ContactKind.asksReason($0.reason) ? .name($0.address) : .none },
            availability: { $0.lifted == nil ? .available : .disabled("already lifted") },
            form: { entry async throws(ServiceError) in SuppressionForms.reason(entry.reason) },
            perform: { ids, values async throws(ServiceError) in
                try await editor.perform(lifting(try values.line("reason")), on: ids)
            })
    }

    private func lifting(_ why: String?) -> RowChange<Suppression> {
        var change = RowChange<Suppression>(
            "allow", notice: { "sending to \($0) allowed" },
            apply: { session, entry in
                if ContactKind.asksReason(entry.reason), why == nil { throw SuppressionForms.missingReason }
                let id = Int64(entry.id.native) ?? 0
                try SuppressionQueries.lift(
                    [id], by: session.who, why: why ?? "", at: session.now, in: session.database)
                try SuppressionEvents.note(.allowed, id, detail: why, in: session)
            })
        change.reason = why ?? ""
        change.availability = { $0.lifted == nil ? .available : .disabled("already lifted") }
        change.reversal = .by { session, edit in
            let id = Int64(edit.before.id.native) ?? 0
            try SuppressionQueries.restore([id], in: session.database)
            try SuppressionEvents.note(.suppressed, id, detail: "undone", in: session)
        }
        return change
    }
}
