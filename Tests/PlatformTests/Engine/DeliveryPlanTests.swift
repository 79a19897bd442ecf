import ServiceCore
import Store
import Testing

@testable import Platform

/// The engine's queries name the index that each of them has to use at a million rows.
@Suite struct DeliveryPlanTests {
    static let queries: [(String, String)] = [
        (
            """
            SELECT \(DueRow.columns) FROM \(DeliveryRow.tables) LEFT JOIN contact c ON c.id = d.contact
            WHERE d.lane = ? AND d.next_at IS NOT NULL AND d.next_at <= ? ORDER BY d.next_at, d.id LIMIT ?
            """, "delivery_due"
        ),
        ("SELECT min(next_at) FROM delivery WHERE lane = ? AND next_at IS NOT NULL", "delivery_due"),
        ("SELECT id FROM delivery WHERE state = 2 AND epoch < ?", "delivery_claimed"),
        ("SELECT id FROM campaign WHERE \(Predicate.campaignLive)", "campaign_live"),
        (
            """
            SELECT d.id FROM delivery d WHERE d.batch = ? AND (d.state, d.id) > (?, ?)
            ORDER BY d.state ASC, d.id ASC LIMIT 50
            """, "delivery_batch"
        ),
        ("SELECT e.id FROM event e WHERE e.batch = ? ORDER BY e.id DESC LIMIT 40", "event_batch"),
        (
            "SELECT \(SendRuleSQL.suppression(account: "?", channel: .email, address: "?"))",
            "suppression_active"
        ),
        (
            """
            SELECT count(*) FROM (SELECT 1 FROM delivery WHERE smtp_user = ? AND next_at < ?
            AND \(Predicate.deliveryOfUser) LIMIT ?) AS waiting
            """, "delivery_user"
        ),
        ("SELECT min(due_at) FROM simulated_answer", "simulated_answer"),
        (
            "SELECT contact FROM delivery WHERE id > ? AND +submission = ? AND state = 7",
            "SEARCH delivery USING INTEGER PRIMARY KEY (rowid>?)"
        ),
    ]

    @Test(arguments: queries)
    func `a query of the engine uses its index and sorts nothing`(_ sql: String, _ index: String) throws {
        let plan = try PlainDatabase(withTables: true).plan(sql)
        #expect(plan.contains(index), "\(plan)")
        #expect(!plan.contains("TEMP B-TREE"), "\(plan)")
    }
}
