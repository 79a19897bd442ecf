import FoundationEssentials
import ServiceCore
import Store

/// Where a campaign stands, changed by the engine; what a person changes goes through the editor.
enum CampaignState {
    static func pause(_ campaign: Int64, because reason: String, in db: WriteTransaction) throws {
        try db.execute(
            """
            UPDATE campaign SET state = 'paused', state_why = \(reason), rev = rev + 1
            WHERE id = \(campaign) AND state IN ('preparing', 'running')
            """)
    }

    /// Says why nothing moves at the moment, or that it does again; written only where it differs.
    static func explain(_ campaign: Int64, _ reason: String, in db: WriteTransaction) throws {
        let old = try String.fetchOne(db, "SELECT state_why FROM campaign WHERE id = \(campaign)")
        guard let old, old != reason else { return }
        try db.execute("UPDATE campaign SET state_why = \(reason) WHERE id = \(campaign)")
    }

    static func set(
        _ campaign: Int64, _ state: Campaign.State, because reason: String = "", finished: Date? = nil,
        in db: WriteTransaction
    ) throws {
        try db.execute(
            """
            UPDATE campaign SET state = \(state.rawValue), state_why = \(reason),
            finished_at = coalesce(\(finished?.storedTime), finished_at), rev = rev + 1 WHERE id = \(campaign)
            """)
    }

    /// Notes that nothing of a launch waits any more; the state stays what it is.
    static func end(_ campaign: Int64, at now: Date, in db: WriteTransaction) throws {
        try db.execute(
            """
            UPDATE campaign SET finished_at = \(now.storedTime) WHERE id = \(campaign) AND finished_at IS NULL
            """)
    }

    /// How many recipients are in each part of the audience, as counted with every change.
    static func parts(of campaign: Int64, in db: ReadTransaction) throws -> [DeliveryState: Int] {
        let counts = try counters(of: campaign, in: db)
        return Dictionary(
            uniqueKeysWithValues: DeliveryState.allCases.map { ($0, counts[CounterKind.part($0)] ?? 0) })
    }

    static func counters(of campaign: Int64, in db: ReadTransaction) throws -> [Int: Int] {
        let rows = try SQLRow.fetchAll(db, cached: "SELECT kind, n FROM counter WHERE campaign = \(campaign)")
        return Dictionary(uniqueKeysWithValues: rows.map { ($0[0] as Int, $0[1] as Int) })
    }
}

/// Ends a launch for good: what waits is cancelled, what is under way still gets its answer.
enum Aborting {
    /// Cancels the first chunk at once, so that a small launch needs no engine; the engine cancels the rest.
    static func abort(_ id: Int64, at now: Date, by who: String, in db: WriteTransaction) throws {
        try CampaignState.set(id, .aborted, because: "aborted by \(who)", in: db)
        guard let launch = try LaunchRow.of(id, in: db) else { return }
        try Requeue.set(nil, of: id, in: db)
        var transaction = DeliveryTransaction(db, now: now, source: "board")
        _ = try transaction.sweep(launch)
        try transaction.finish()
        try DeliveryTransaction.finish([launch], at: now, in: db)
    }
}
