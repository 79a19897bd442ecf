package import ServiceCore
import Store

/// What can be done with the suppressions of the embedded platform.
struct SuppressionKind: Sendable {
    let context: PlatformContext
    let telling: SuppressionTelling

    var queries: SuppressionQueries { SuppressionQueries(connection: context.connection) }

    func operations() -> ResourceOperations<Suppression> {
        ResourceOperations(
            list: listing, find: context.store.reading(queries.find(byKey:in:)),
            create: creation, update: noteChange, actions: [allowing], intake: intake)
    }

    private var listing: Listing<Suppression> {
        let standard = SuppressionQueries.standard
        let others = SuppressionQueries.sorted.map(\.key).filter { $0 != standard.field }
        return .stored(
            context.store, sortable: [standard] + others.map { RowOrder($0) },
            otherwise: { "filter with \($0): instead" }, count: queries.count, page: queries.page)
    }

    private var editor: ResourceEditor<Suppression> { editor(told: Kept()) }

    /// - Parameter told: the events that go when a creation is taken back.
    private func editor(told: Kept<ToldEvents>) -> ResourceEditor<Suppression> {
        ResourceEditor(
            editor: context.editor, load: { db, native in try queries.find(native, in: db) },
            // Entries are written where they are lifted, and `rev` with them.
            save: { _, _ in },
            remove: { session, entry in
                try queries.delete(entry.id.native, in: session.database)
                try takeBack(told, of: entry, in: session)
            })
    }

    /// The note alone can be edited; everything else is history.
    private var noteChange: Submission<Suppression> {
        Submission(
            form: { entry async throws(ServiceError) in SuppressionForm.note(of: entry) },
            submit: { entry, values async throws(ServiceError) in
                let change = RowChange<Suppression>.edit { _, entry in
                    if values["note"] != nil { entry.note = try values.line("note") ?? "" }
                }
                let noting = ResourceEditor<Suppression>(
                    editor: context.editor, load: { db, native in try queries.find(native, in: db) },
                    save: { session, entry in try queries.saveNote(entry, in: session.database) },
                    remove: { _, _ in })
                return try await noting.update(entry, by: change)
            })
    }

    private var allowing: ResourceAction<Suppression> {
        ResourceAction(
            .allow, help: "Allows sending to the address again; the entry stays as history.",
            confirmation: { AllowRule.confirmation([$0.reason], of: $0) },
            availability: Self.isAllowable,
            form: { entry async throws(ServiceError) in
                AllowRule.form([entry.reason], address: entry.address)
            },
            perform: { ids, values async throws(ServiceError) in
                try await editor.perform(allowance(AllowRule.reason(values)), on: ids)
            })
    }

    private static let isAllowable: @Sendable (Suppression) -> Availability = { entry in
        entry.lifted == nil ? .available : .already("lifted already")
    }

    private func allowance(_ reason: String) -> RowChange<Suppression> {
        let lifted = Kept<LiftedSuppression>()
        let told = Kept<ToldEvents>()
        var change = RowChange<Suppression>(
            .allow, notice: { "sending to \($0) is allowed again" },
            apply: { session, entry in
                try AllowRule.require(reason, for: [entry.reason])
                guard let id = Int64(entry.id.native) else { return }
                lifted[entry.id.native] = try LiftedSuppression.lift(id, because: reason, in: session)
                told[entry.id.native] = try tell(.allowed, ofEntry: id, reason: reason, in: session)
            })
        change.reason = reason
        change.availability = Self.isAllowable
        change.reversal = .by { session, edit in
            try lifted[edit.now.id.native]?.restore(in: session.database)
            try takeBack(told, of: edit.now, in: session)
        }
        return change
    }

    private var creation: Submission<Suppression> {
        Submission(
            form: { _ async throws(ServiceError) in
                let names = try await context.store.read { db in try AccountQueries.usernames(in: db) }
                return SuppressionForm.description(accounts: names)
            },
            submit: { _, values async throws(ServiceError) in
                let entry = try SuppressionForm.entry(values, on: context.connection)
                let told = Kept<ToldEvents>()
                var outcome = try await editor(told: told).create { session in
                    let db = session.database
                    let account = try SuppressionForm.account(values, in: db)
                    let native = try queries.insert(entry, account: account, at: session.now, in: db)
                    told[native] = try tell(
                        .suppressed, ofEntry: Int64(native) ?? 0, reason: entry.note, in: session)
                    return native
                }
                outcome.message = "\(entry.address) suppressed"
                return outcome
            })
    }

    private func tell(
        _ kind: EventKind, ofEntry id: Int64, reason: String, in session: EditSession
    ) throws -> ToldEvents {
        var told = ToldEvents()
        try telling.tell(kind, id, reason, &told, session)
        return told
    }

    private func takeBack(
        _ told: Kept<ToldEvents>, of entry: Suppression, in session: EditSession
    ) throws {
        guard let told = told[entry.id.native] else { return }
        try telling.takeBack(told, nil, session.database)
    }
}

extension Suppression: Revisioned {}
