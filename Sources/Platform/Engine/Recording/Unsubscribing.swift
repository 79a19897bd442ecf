import FoundationEssentials
import ServiceCore
import Store

/// What follows where somebody wants no more messages.
extension DeliveryTransaction {
    /// Ends what the account sends to a person by a channel, once: suppressed, told to hooks, and what waits is stopped.
    ///
    /// - Parameters:
    ///   - row: the message by which it was asked for; nil where it is gone, or was another channel's.
    ///   - detail: how it was asked for.
    ///   - mark: what names it where it comes from, where that tells of it more than once.
    /// - Returns: false where the person had asked for it before, and of somebody who was erased; nothing is recorded then.
    @discardableResult
    mutating func unsubscribe(
        _ person: Addressee, by row: DeliveryRow?, _ detail: EventDetail = EventDetail(), mark: String? = nil,
        from origin: EventOrigin? = nil
    ) throws -> Bool {
        guard !person.isErased, try !wantsNothing(person) else { return false }
        if let row, row.addressee == person {
            try learn(.unsubscribed, of: row, detail, mark: mark, from: origin)
        } else {
            let event = try event(.unsubscribe, of: person, detail, from: origin)
            try suppress(person, .unsubscribe, after: event)
        }
        return true
    }

    /// Whether the account's own entry says so already, in the person's own name.
    private func wantsNothing(_ person: Addressee) throws -> Bool {
        try Bool.fetchOne(
            db,
            cached: """
                SELECT EXISTS (SELECT 1 FROM suppression WHERE account = \(person.account)
                AND channel = \(person.channel.rawValue) AND address = \(person.address)
                AND lifted_at IS NULL AND reason IN ('unsubscribe', 'complaint'))
                """) ?? false
    }

    /// What a person asks for outranks a bounce and what was entered by hand, which are closed and kept as history.
    /// What waits is stopped, as the next claim of it would.
    mutating func suppress(
        _ person: Addressee, _ reason: Suppression.Reason, after event: Int64
    ) throws {
        if person.isErased { return }
        try db.execute(
            """
            UPDATE suppression SET lifted_at = \(time), lifted_by = 'engine',
            lifted_why = \("replaced by \(reason.rawValue)"), rev = rev + 1
            WHERE account = \(person.account) AND channel = \(person.channel.rawValue)
            AND address = \(person.address) AND lifted_at IS NULL AND reason IN ('bounce', 'manual')
            """)
        try db.execute(
            SQL.dialect.insertOrIgnore(
                """
                INTO suppression (account, channel, address, written, reason, source_event, at)
                VALUES (\(person.account), \(person.channel.rawValue), \(person.address),
                nullif(\(person.written), \(person.address)), \(reason.rawValue), \(event), \(time))
                """))
        try stopWaiting(for: person, because: reason)
    }

    private mutating func stopWaiting(for person: Addressee, because reason: Suppression.Reason) throws {
        let ids = try Int64.fetchAll(
            db,
            cached: """
                SELECT d.id FROM delivery d JOIN batch b ON b.id = d.batch
                WHERE d.address = \(person.address) AND \(unindexed: "d.\(Predicate.deliveryWaiting)")
                AND b.account = \(person.account) AND b.channel = \(person.channel.rawValue)
                """)
        for id in ids {
            guard let row = try delivery(id) else { continue }
            try stop(row, as: .notSent, .notSent, reason: NotSentReason.suppressed(reason).text)
        }
    }
}
