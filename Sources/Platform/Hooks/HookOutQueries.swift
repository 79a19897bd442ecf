import Foundation
import ServiceCore
import Store

/// What is owed to webhooks and postback URLs: `hook_out`, and the rests of endpoints that fail.
enum HookOutQueries {
    /// How long what is no longer tried stays: to be sent again by hand, or as the log that a hook keeps.
    private static let keptDays = 30

    /// Every endpoint that something is owed to, and when the first of it is due.
    ///
    /// It goes from endpoint to endpoint by the index, however much one of them is owed.
    static func endpoints(_ db: ReadTransaction) throws -> [(endpoint: String, due: Date)] {
        try SQLRow.fetchAll(db, cached: SQL(text: endpointsSQL)).map { row in
            (row[0], Date(storedTime: max(row[1] as Int64, row[2] as Int64)))
        }
    }

    static let endpointsSQL = """
        WITH RECURSIVE place (endpoint) AS (
            SELECT min(endpoint) FROM hook_out WHERE \(Predicate.hookWaiting)
            UNION ALL
            SELECT (SELECT min(o.endpoint) FROM hook_out o
                WHERE \(Predicate.hookWaiting) AND o.endpoint > place.endpoint)
            FROM place WHERE place.endpoint IS NOT NULL
        )
        SELECT place.endpoint,
        (SELECT min(next_at) FROM hook_out o WHERE \(Predicate.hookWaiting) AND o.endpoint = place.endpoint),
        coalesce(r.until, 0)
        FROM place LEFT JOIN hook_rest r ON r.endpoint = place.endpoint WHERE place.endpoint IS NOT NULL
        """

    /// The next posts to an endpoint, in their order; none while it rests.
    static func due(_ endpoint: String, at now: Date, in db: ReadTransaction) throws -> [HookPost] {
        let rest = try rest(of: endpoint, in: db)
        if let until = rest.until, until > now { return [] }
        return try SQLRow.fetchAll(db, cached: SQL(text: dueSQL, [endpoint, now.storedTime, rest.batch])).map
        {
            row in
            HookPost(
                id: row[0], event: row[1], eventTime: Date(storedTime: row[2]), hook: row[3], url: row[4],
                body: row[5], attempts: row[6], created: Date(storedTime: row[7]), sealedKey: row[8])
        }
    }

    /// A hook's URL and key are those of now, also for what is owed from before they were changed.
    static let dueSQL = """
        SELECT o.id, o.event, o.event_at, o.hook, coalesce(h.url, o.url), o.body, o.attempt, o.created_at,
        coalesce(h.key_sealed, a.api_key_sealed)
        FROM hook_out o JOIN account a ON a.id = o.account LEFT JOIN hook h ON h.id = o.hook
        WHERE \(Predicate.hookWaiting) AND o.endpoint = ? AND o.next_at <= ?
        ORDER BY o.next_at, o.id LIMIT ?
        """

    private static func rest(of endpoint: String, in db: ReadTransaction) throws -> EndpointRest {
        let row = try SQLRow.fetchOne(
            db, cached: "SELECT failures, until FROM hook_rest WHERE endpoint = \(endpoint)")
        guard let row else { return EndpointRest() }
        return EndpointRest(
            failures: row[0], until: (row[1] as Int64?).map { Date(storedTime: $0) })
    }
}

extension HookOutQueries {
    /// Writes down how posts to one endpoint ended.
    static func record(_ outcomes: [HookOutcome], at endpoint: String, in db: WriteTransaction) throws {
        for outcome in outcomes {
            try settle(outcome, in: db)
            try note(outcome, in: db)
        }
        try keepRest(outcomes, at: endpoint, in: db)
        if let last = outcomes.last { try forget(before: last.time, in: db) }
    }

    private static func settle(_ outcome: HookOutcome, in db: WriteTransaction) throws {
        let attempts = outcome.post.attempts + 1
        switch outcome.verdict {
        case .done: try end(outcome, attempts, in: db)
        case .stopped: try update(outcome, "untaken", attempts, until: nil, in: db)
        case .again(let asked):
            let next = HookWaits.next(
                afterAttempts: attempts, since: outcome.post.created, at: outcome.time, asked: asked)
            try update(outcome, "untaken", attempts, until: next, in: db)
        }
    }

    /// What was taken goes, unless its hook keeps a log.
    private static func end(_ outcome: HookOutcome, _ attempts: Int, in db: WriteTransaction) throws {
        try db.execute(
            cached: """
                DELETE FROM hook_out WHERE id = \(outcome.post.id)
                AND NOT EXISTS (SELECT 1 FROM hook h WHERE h.id = hook_out.hook AND h.stores_log)
                """)
        guard db.changesCount == 0 else { return }
        try update(outcome, "done", attempts, until: nil, in: db)
    }

    private static func update(
        _ outcome: HookOutcome, _ state: String, _ attempts: Int, until next: Date?, in db: WriteTransaction
    ) throws {
        try db.execute(
            cached: """
                UPDATE hook_out SET state = \(state), attempt = \(attempts), next_at = \(next?.storedTime),
                last_status = \(outcome.status), last_answer = \(outcome.words),
                last_at = \(outcome.time.storedTime) WHERE id = \(outcome.post.id)
                """)
    }

    /// What the board shows of a hook; its revision stays, since no person has edited it.
    private static func note(_ outcome: HookOutcome, in db: WriteTransaction) throws {
        guard let hook = outcome.post.hook else { return }
        let isDone = outcome.verdict == .done
        let time = outcome.time.storedTime
        try db.execute(
            cached: """
                UPDATE hook SET last_answer = \(outcome.words), last_answer_at = \(time),
                total_events = total_events + \(isDone ? 1 : 0), last_success_at = coalesce(\(isDone ? time : nil),
                last_success_at) WHERE id = \(hook)
                """)
    }

    private static func keepRest(
        _ outcomes: [HookOutcome], at endpoint: String, in db: WriteTransaction
    ) throws {
        let before = try rest(of: endpoint, in: db)
        let after = outcomes.reduce(into: before) { $0.take($1) }
        guard after != before else { return }
        if after == EndpointRest() {
            try db.execute("DELETE FROM hook_rest WHERE endpoint = \(endpoint)")
        } else {
            try db.execute(
                """
                INSERT INTO hook_rest (endpoint, failures, until) VALUES (\(endpoint),
                \(after.failures), \(after.until?.storedTime))
                ON CONFLICT (endpoint) DO UPDATE SET failures = excluded.failures, until = excluded.until
                """)
        }
    }

    private static func forget(before now: Date, in db: WriteTransaction) throws {
        let limit = now.addingTimeInterval(Double(-keptDays) * 86_400).storedTime
        try db.execute(
            cached: """
                DELETE FROM hook_out WHERE id IN (SELECT id FROM hook_out WHERE \(sql: Predicate.hookEnded)
                AND last_at < \(limit) ORDER BY last_at LIMIT 500)
                """)
    }
}

extension HookOutQueries {
    /// Owes anew, from now on, what a hook did not take.
    static func replay(_ hook: Int64, at now: Date, in db: WriteTransaction) throws {
        let time = now.storedTime
        try db.execute(
            """
            DELETE FROM hook_rest WHERE endpoint IN (SELECT endpoint FROM hook_out WHERE hook = \(hook)
            AND \(sql: Predicate.hookUntaken))
            """)
        try db.execute(
            """
            UPDATE hook_out SET state = 'new', attempt = 0, next_at = \(time), created_at = \(time)
            WHERE hook = \(hook) AND \(sql: Predicate.hookUntaken)
            """)
    }
}
