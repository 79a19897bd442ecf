import ServiceCore

/// Everything that happened on the embedded platform, newest first.
struct ActivityKind: Sendable {
    let context: PlatformContext
    var queries: EventQueries { EventQueries(connection: context.connection) }

    func operations() -> ResourceOperations<DeliveryEvent> {
        ResourceOperations(
            list: .stored(
                context.store, sortable: [EventQueries.newestFirst],
                otherwise: { "millions of events are kept in the order of time; filter with \($0):" },
                count: queries.count, page: queries.page),
            find: find,
            actions: [
                archivedText, decision(.resend, .resendUnknown), decision(.settle, .acceptUnknown),
            ])
    }

    /// An event with the message that it is about, where that is archived.
    private func find(_ key: String) async throws(ServiceError) -> DeliveryEvent? {
        let (event, entry) = try await context.store.read { db in
            (try queries.find(key, in: db), try ArchiveQueries.find(event: Int64(key) ?? 0, in: db))
        }
        guard var event, entry != nil else { return event }
        // A file that is gone must not hide the event; the action says what is wrong with it.
        event.archivedText = (try? await context.store.archivedText(entry, to: event.person)) ?? ""
        return event
    }

    /// What becomes of a single message whose answer was lost.
    private func decision(
        _ step: DeliveryStep, _ action: ActionDescription
    ) -> ResourceAction<DeliveryEvent> {
        let deliveries = DeliveryKind(context: context)
        return ResourceAction(
            action, confirmation: { _ in .yesNo },
            availability: {
                $0.isUndecided == true ? .available : .disabled("no single message that waits for a person")
            },
            perform: { ids, _ async throws(ServiceError) in
                let events = try await context.editor.edit { session in
                    try ids.map { id in
                        guard let delivery = try EventQueries.delivery(of: id.native, in: session.database)
                        else { throw ServiceError(.notFound, "The event is of no message.") }
                        _ = try deliveries.resolve(
                            context.id(.delivery, delivery), step, action.name, in: session)
                        return try queries.find(id.native, in: session.database)
                    }.compactMap(\.self)
                }
                return DeliveryKind.outcome(step, events.map(\.person), events.map { Row($0) })
            })
    }

    private var archivedText: ResourceAction<DeliveryEvent> {
        ResourceAction(
            .archivedText,
            availability: { $0.batch.isEmpty ? .disabled("the event is of no message") : .available },
            perform: { ids, _ async throws(ServiceError) in
                let id = try ids.only("A text is shown of one message.")
                let (event, entry) = try await context.store.read { db in
                    (
                        try queries.find(id.native, in: db),
                        try ArchiveQueries.find(event: Int64(id.native) ?? 0, in: db)
                    )
                }
                guard var event else { throw ServiceError(.notFound, "The event is gone.") }
                event.archivedText = try await context.store.archivedText(entry, to: event.person)
                return EditOutcome(archived: event.archivedText, to: event.person, rows: [Row(event)])
            })
    }
}
