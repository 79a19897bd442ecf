import FoundationEssentials
import ServiceCore
import Store

/// What happens to whole launches: their start at an instant, their end, and what an abort leaves to do.
extension DeliveryTransaction {
    /// A schedule missed by more than this waits for a person.
    static let tolerance: TimeInterval = 600

    /// Starts a deferred launch whose instant has come.
    mutating func start(_ launch: LaunchRow) throws {
        guard let startAt = launch.startAt, startAt <= now else { return }
        if now.timeIntervalSince(startAt) > Self.tolerance { return try miss(launch, startAt) }
        try Launching.begin(launch, at: now, in: db)
    }

    private mutating func miss(_ launch: LaunchRow, _ startAt: Date) throws {
        let time = try AccountQueries.zone(of: launch.account, in: db).text(startAt)
        let reason = "missed its time \(time) while nothing ran; launch it by hand"
        try unschedule(launch, because: reason)
    }

    /// Back to a draft, so that a person launches it by hand or not at all.
    mutating func unschedule(_ launch: LaunchRow, because reason: String) throws {
        if launch.channel == .sms {
            let reserved = try SMSLedger.reserved(for: launch.campaign, in: db)
            credits.release(reserved, account: launch.account, campaign: launch.campaign)
        }
        try db.execute("DELETE FROM batch WHERE id = \(launch.batch)")
        try db.execute("UPDATE campaign SET launch_key = NULL WHERE id = \(launch.campaign)")
        try CampaignState.set(launch.campaign, .draft, because: reason, in: db)
    }

    /// Cancels waiting rows of an aborted launch.
    ///
    /// - Returns: how many; `limit` means that there may be more.
    mutating func sweep(_ launch: LaunchRow, limit: Int = chunkSize) throws -> Int {
        let waiting = """
            SELECT id, state, parts, contact FROM delivery WHERE lane = \(launch.campaign)
            AND next_at IS NOT NULL ORDER BY next_at, id LIMIT \(limit)
            """
        let groups = try SQLRow.fetchAll(
            db, "SELECT state, count(*), sum(parts) FROM (\(sql: waiting)) AS waiting GROUP BY state")
        let total = groups.reduce(0) { $0 + ($1[1] as Int) }
        guard total > 0 else { return 0 }
        let reason = NotSentReason.cancelled.text
        try db.execute(
            """
            INSERT INTO event (account, kind, at, delivery, batch, campaign, contact, source, detail)
            SELECT \(sql: launch.account), \(sql: EventKind.cancelled.number), \(sql: time),
            id, \(sql: launch.batch), \(sql: launch.campaign), contact, '\(sql: source)',
            '\(sql: reason)' FROM (\(sql: waiting)) AS waiting
            """)
        try db.execute(
            """
            UPDATE contact SET last_event_at = \(sql: time),
            last_event_kind = \(sql: EventKind.cancelled.number)
            WHERE id IN (SELECT contact FROM (\(sql: waiting)) AS waiting)
            """)
        try db.execute(
            """
            UPDATE delivery SET state = \(sql: StoredDeliveryState.cancelled.rawValue), next_at = NULL,
            reason = '\(sql: reason)', changed_at = \(sql: time) WHERE id IN (SELECT id
            FROM (\(sql: waiting)) AS waiting)
            """)
        for group in groups {
            let (state, count, parts): (Int, Int, Int) = (group[0], group[1], group[2])
            deltas.move(
                launch.campaign, from: StoredDeliveryState(rawValue: state), to: .cancelled, count: count)
            if launch.channel == .sms {
                credits.release(parts, account: launch.account, campaign: launch.campaign)
            }
        }
        deltas.tally(.reason, reason, launch.campaign, by: total)
        deltas.count(.cancelled, launch.campaign, by: total)
        days.count(.cancelled, account: launch.account, campaign: launch.campaign, at: now, by: total)
        return total
    }

    /// Ends launches of which nothing waits any more; called after the counters and the ledger are written.
    static func finish(_ launches: [LaunchRow], at now: Date, in db: WriteTransaction) throws {
        for launch in launches {
            guard let current = try LaunchRow.of(launch.campaign, in: db) else { continue }
            let parts = try CampaignState.parts(of: launch.campaign, in: db)
            guard (parts[.pending] ?? 0) + (parts[.deferred] ?? 0) == 0 else { continue }
            if current.state == .aborted {
                if current.channel == .sms {
                    try SMSLedger.releaseSurplus(of: current, at: now.storedTime, in: db)
                }
                try AudienceSource.thaw(current.submission, in: db)
                try CampaignState.end(launch.campaign, at: now, in: db)
            } else if current.isPrepared, current.state == .running || current.state == .paused,
                try Requeue.of(launch.campaign, in: db) == nil
            {
                let unknown = parts[.unknown] ?? 0
                try CampaignState.set(
                    launch.campaign, .finished,
                    because: Unknowns.words(unknown), finished: now, in: db)
            }
        }
    }
}

extension DeliveryTransaction {
    /// What is being sent without a person's doing, by its titles; what is paused or waits for its hour is not.
    static func unfinished(_ db: ReadTransaction) throws -> [String] {
        let launches = try LaunchRow.live(db).filter { $0.state != .paused && $0.state != .scheduled }
        let titles = try launches.map {
            try String.fetchOne(db, "SELECT title FROM campaign WHERE id = \($0.campaign)")
                ?? ""
        }
        let lanes = SingleLane.all(try OwnRelay.ids(in: db)).map(\.rawValue)
        return try nextDue(db, lanes: lanes) == nil
            ? titles : titles + ["single messages"]
    }
}
