import FoundationEssentials
import Store

/// What becomes of waits when the wall clock is set back: they last as long as they were meant to, not until the old time.
///
/// A row that was put off at a time which has not come keeps its wait and begins it now. What was put off before that
/// time, and what is to happen at an instant that a person named, stays as it is.
enum ClockStep {
    /// Clocks that are kept right by small steps are left alone.
    static let tolerance: TimeInterval = 1

    static func isBack(_ now: Date, since earlier: Date?) -> Bool {
        earlier.map { now < $0.addingTimeInterval(-tolerance) } ?? false
    }

    /// The time at which an engine wrote last, as far as is known.
    static func lastSeen(_ db: ReadTransaction) throws -> Date? {
        try Int64.fetchOne(db, cached: "SELECT at FROM event ORDER BY id DESC LIMIT 1")
            .map { Date(storedTime: $0) }
    }

    /// Begins the waits of deliveries and of simulated answers anew.
    static func goBack(to now: Date, in db: WriteTransaction) throws {
        let time = now.storedTime
        // First, while the deliveries still tell when they were accepted.
        try db.execute(
            """
            UPDATE OR REPLACE simulated_answer SET due_at = \(time) + max(0, due_at - (
            SELECT changed_at FROM delivery d WHERE d.id = simulated_answer.delivery))
            WHERE due_at > \(time) AND EXISTS (SELECT 1 FROM delivery d
            WHERE d.id = simulated_answer.delivery AND d.changed_at > \(time))
            """)
        try db.execute(
            """
            UPDATE delivery SET next_at = \(time) + max(0, next_at - changed_at), changed_at = \(time)
            WHERE next_at IS NOT NULL AND changed_at > \(time)
            """)
    }

    /// Begins the waits of what webhooks are owed anew, and ends the rests of endpoints.
    static func goBackForHooks(to now: Date, in db: WriteTransaction) throws {
        let time = now.storedTime
        try db.execute(
            """
            UPDATE hook_out SET next_at = \(time) + max(0, next_at - coalesce(last_at, created_at)),
            last_at = \(time)
            WHERE \(sql: Predicate.hookWaiting) AND coalesce(last_at, created_at) > \(time)
            """)
        try db.execute("UPDATE hook_rest SET until = \(time) WHERE until > \(time)")
    }
}
