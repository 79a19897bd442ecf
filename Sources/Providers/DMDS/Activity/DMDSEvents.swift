import ServiceCore

/// Activity: events by dates, or those of one batch; the archived text of a message.
struct DMDSEvents: Sendable {
    let context: DMDSContext

    var operations: ResourceOperations<DeliveryEvent> {
        ResourceOperations(list: listing, find: find, actions: [archivedText])
    }

    private var listing: Listing<DeliveryEvent> {
        var gathering = Gathering(
            narrowedBy: ["time", "batch"],
            part: "DMDS lists the last \(EventWindow.days) days unless since: or batch: says more",
            shortPart: "DMDS: last \(EventWindow.days) days"
        ) { filter async throws(ServiceError) in
            if let eeid = Self.batch(filter) { return try await events(ofBatch: eeid) }
            let newest = try await pages(filter)?.newest(Gathering<DeliveryEvent>.defaultCap)
            return context.rows(of: newest ?? [])
        }
        gathering.pages = { filter, take async throws(ServiceError) in
            if let eeid = Self.batch(filter) {
                _ = try await take(try await events(ofBatch: eeid))
            } else {
                try await pages(filter)?.each { page async throws(ServiceError) in
                    try await take(context.rows(of: page))
                }
            }
        }
        return .gathered(sort: RowOrder("time", ascending: false), gathering)
    }

    private func events(ofBatch eeid: String) async throws(ServiceError) -> [DeliveryEvent] {
        guard let payload = try await context.batch(eeid) else { return [] }
        return context.rows(of: payload).reversed()
    }

    /// Nil where the filter leaves no time between its bounds.
    private func pages(_ filter: Filter) -> EventPages? {
        let window = EventWindow(filter, now: context.clock.date())
        return window.from <= window.to ? EventPages(context: context, window: window) : nil
    }

    /// The whole `eeid` that the filter names.
    private static func batch(_ filter: Filter) -> String? {
        for term in filter.terms where !term.isNegated {
            if case .field("batch", let comparison, .text(let text)) = term.test, comparison != .matches,
                text.count == 36
            {
                return text
            }
        }
        return nil
    }

    /// An event of a batch by its id, or a message by `EEID/ADDRESS`, with its archived text where there is one.
    private var find: @Sendable (String) async throws(ServiceError) -> DeliveryEvent? {
        { key async throws(ServiceError) in
            guard let key = DMDSEventKey(key.trimmingBlanks) else { return nil }
            return key.batch.isEmpty ? try await dated(key) : try await ofBatch(key)
        }
    }

    private func ofBatch(_ key: DMDSEventKey) async throws(ServiceError) -> DeliveryEvent? {
        guard let payload = try await context.batch(key.batch) else { return nil }
        let mine = context.rows(of: payload).filter { $0.person == key.email }
        guard var event = mine.first(where: { $0.id.native == key.native }) ?? mine.last else { return nil }
        guard payload.archive != nil else { return event }
        // Who was not sent to has an event and no text.
        event.archivedText =
            try await ifOffered(try await context.archivedText(key.batch, key.email)) ?? ""
        return event
    }

    /// An event without a batch, read again at its second.
    private func dated(_ key: DMDSEventKey) async throws(ServiceError) -> DeliveryEvent? {
        guard let time = DateReading.instant(key.time) else { return nil }
        let window = EventWindow(
            Filter([FilterTerm(.field("time", .equals, .date(time)))]), now: context.clock.date())
        let events = try await EventPages(context: context, window: window).newest(
            Gathering<DeliveryEvent>.defaultCap)
        return context.rows(of: events).first { $0.id.native == key.native }
    }

    private var archivedText: ResourceAction<DeliveryEvent> {
        ResourceAction(
            .archivedText,
            availability: {
                $0.batch.isEmpty ? .disabled("DMDS does not tell the batch of this event") : .available
            },
            perform: { ids, _ async throws(ServiceError) in
                guard let key = ids.first.flatMap({ DMDSEventKey($0.native) }), ids.count == 1 else {
                    throw ServiceError(
                        .invalid, "A text is shown of one message.", hint: "Unmark the others.")
                }
                let text = try await context.archivedText(key.batch, key.email)
                var rows: [Row] = []
                if var event = try await event(key) {
                    event.archivedText = text
                    rows = [Row(event)]
                }
                return EditOutcome(archived: text, to: key.email, rows: rows)
            })
    }

    private func event(_ key: DMDSEventKey) async throws(ServiceError) -> DeliveryEvent? {
        guard let payload = try await context.batch(key.batch) else { return nil }
        return context.rows(of: payload).first { $0.id.native == key.native }
    }
}

extension DMDSContext {
    /// A batch's events as rows, in the order that DMDS gives them.
    func rows(of batch: BatchPayload) -> [DeliveryEvent] {
        rows(of: batch.eventos, batch: batch.eeid, campaign: batch.campania)
    }
}
