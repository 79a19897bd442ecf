import FoundationEssentials
import Store

extension ClockStep {
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

}
