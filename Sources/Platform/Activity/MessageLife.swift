import FoundationEssentials
import ServiceCore
import Store

/// One message to one person from its submission to what was heard of it last, each attempt with its reply.
struct MessageLife: Sendable {
    let context: PlatformContext

    /// More than anybody reads; a machine may open a message all day.
    private static let most = 500

    /// The submission first.
    ///
    /// - Parameter id: of a recipient or of an event; one that is of no message has no life.
    func events(_ id: ResourceID) async throws(ServiceError) -> [DeliveryEvent] {
        let (connection, now) = (context.connection, context.clock())
        return try await context.store.read { db in
            guard let delivery = try delivery(id, in: db),
                var first = try submission(of: delivery, in: db)
            else { return [] }
            let waits = try Self.wait(of: delivery, at: now, in: db)
            first.reply = [first.reply, waits ?? ""].filter { !$0.isEmpty }.joined(separator: "; ")
            let ids = try Int64.fetchAll(
                db, "SELECT id FROM event WHERE delivery = \(delivery) ORDER BY id LIMIT \(Self.most)")
            return [first] + (try EventQueries(connection: connection).events(ids, in: db))
        }
    }

    /// What keeps it from being tried now: `waits: limit 100/hour of SMTP user shop, goes on at …`; nil where nothing does.
    private static func wait(of delivery: Int64, at now: Date, in db: ReadTransaction) throws -> String? {
        guard let row = try DeliveryRow.find(delivery, in: db), [.queued, .deferred].contains(row.state)
        else { return nil }
        var way = try SendWay.of(
            account: row.account, smtpUser: row.smtpUser, channel: row.channel, isLaunch: row.isOfLaunch,
            at: now,
            in: db)
        if row.channel == .email {
            way.warming = try SendWay.Warming.current(relay: row.relay, at: now, in: db)
        }
        return SendRules.hold(way).map { "waits: \($0.words.plainText)" }
    }

    private func delivery(_ id: ResourceID, in db: ReadTransaction) throws -> Int64? {
        guard let native = Int64(id.native) else { return nil }
        switch id.kind {
        case .delivery: return native
        case .event: return try Int64.fetchOne(db, "SELECT delivery FROM event WHERE id = \(native)")
        default: return nil
        }
    }

    /// When it was given to us, as the first of its events.
    private func submission(of delivery: Int64, in db: ReadTransaction) throws -> DeliveryEvent? {
        let row = try SQLRow.fetchOne(
            db,
            """
            SELECT a.username, \(sql: StoredAddress.shown("d")) AS address, s.created_at, c.title, b.uuid,
            s.relay, (SELECT r.url FROM own_relay r WHERE r.id = s.relay) AS relay_url
            FROM delivery d JOIN submission s ON s.id = d.submission JOIN batch b ON b.id = d.batch
            JOIN account a ON a.id = b.account LEFT JOIN campaign c ON c.id = b.campaign
            WHERE d.id = \(delivery)
            """)
        guard let row else { return nil }
        var event = DeliveryEvent(
            id: ResourceID(context.connection, .event, "0"), account: row[0], person: row[1], kind: .queued,
            time: Date(storedTime: row[2]))
        (event.campaign, event.batch) = (row[3] ?? "", row[4] ?? "")
        if (row[5] as Int64?) != nil {
            let url: String? = row[6]
            event.reply = "by its sender's own relay, \(url ?? "which nobody names any more")"
        }
        return event
    }
}
