package import FoundationEssentials
package import ServiceCore
import Store

/// Batches of mail and what happened to them, and the events of all mail.
extension Tenant {
    package func batch(_ uuid: String) async throws(ServiceError) -> MailBatch? {
        try await context.store.read { db in try AccountBatches(db: db, account: id).batch(uuid) }
    }

    /// The events of a batch, in the order in which they were written.
    ///
    /// - Parameter last: the one to continue after; nil begins.
    package func events(
        of batch: MailBatch, after last: MailEvent?, limit: Int, _ kinds: [EventKind]
    ) async throws(ServiceError) -> [MailEvent] {
        try await context.store.read { db in
            try AccountMailEvents(db: db, account: id, kinds: kinds)
                .ofBatch(batch.id, after: last?.id ?? 0, limit: limit)
        }
    }

    /// What an archived batch keeps of each message.
    ///
    /// - Parameter last: the one to continue after; nil begins.
    package func trace(
        of batch: MailBatch, after last: MailTrace?, limit: Int
    ) async throws(ServiceError) -> [MailTrace] {
        try await context.store.read { db in
            try AccountBatches(db: db, account: id)
                .trace(batch.id, after: last?.place ?? .start, limit: limit)
        }
    }

    /// How much happened between two times, both inclusive; nothing where they are the wrong way round.
    package func eventCount(
        from: Date, through: Date, _ kinds: [EventKind]
    ) async throws(ServiceError) -> Int {
        guard let span = Self.span(from, through) else { return 0 }
        return try await context.store.read { db in
            try AccountMailEvents(db: db, account: id, kinds: kinds).count(span)
        }
    }

    /// A window of what happened between two times, the oldest first, and how much happened in all.
    package func events(
        from: Date, through: Date, skipping offset: Int, limit: Int, _ kinds: [EventKind]
    ) async throws(ServiceError) -> (events: [MailEvent], total: Int) {
        guard let span = Self.span(from, through) else { return ([], 0) }
        return try await context.store.read { db in
            let events = AccountMailEvents(db: db, account: id, kinds: kinds)
            let total = try events.count(span)
            guard offset < total else { return ([], total) }
            return (try events.page(span, skipping: offset, limit: limit), total)
        }
    }

    private static func span(_ from: Date, _ through: Date) -> ClosedRange<Int64>? {
        from <= through ? from.storedTime...through.storedTime : nil
    }
}
