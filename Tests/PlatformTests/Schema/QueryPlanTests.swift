import Store
import Testing

@testable import Platform

/// Each query shape that must stay quick at a million rows names the index that it has to use.
@Suite struct QueryPlanTests {
    let database: PlainDatabase

    init() throws {
        database = try PlainDatabase(withTables: true)
    }

    @Test(arguments: ContactIndices.sorted.map { ($0.columns, $0.name) })
    func `a page of contacts in any order reads its index without sorting`(column: String, index: String)
        throws
    {
        for (comparison, direction) in [(">", "ASC"), ("<", "DESC")] {
            let plan = try database.plan(
                """
                SELECT * FROM contact WHERE (\(column), id) \(comparison) (?, ?)
                ORDER BY \(column) \(direction), id \(direction) LIMIT 50
                """)
            #expect(plan.contains("USING INDEX \(index)"))
            #expect(!plan.contains("TEMP B-TREE"))
        }
    }

    @Test(arguments: [
        ("SELECT id FROM account WHERE lower(username) = lower(?)", "account_username"),
        ("SELECT id FROM account WHERE api_key_hmac = ?", "account_api_key"),
        ("SELECT id FROM contact WHERE account = ? AND email = ?", "contact_account_email"),
        ("SELECT id FROM contact WHERE account = ? AND numid = ?", "contact_account_numid"),
        (
            "SELECT id FROM contact WHERE account = ? AND phone = ? AND \(Predicate.contactPhone)",
            "contact_phone"
        ),
        (
            """
            SELECT 1 FROM suppression WHERE account = ? AND channel = ? AND address = ?
            AND \(Predicate.suppressionActive)
            """, "suppression_active"
        ),
        (
            """
            SELECT 1 FROM suppression WHERE channel = ? AND address = ?
            AND \(Predicate.suppressionActiveEverywhere)
            """, "suppression_a"
        ),
        (
            """
            SELECT id FROM delivery WHERE lane = ? AND \(Predicate.deliveryWaiting) AND next_at <= ?
            ORDER BY next_at, id LIMIT 500
            """, "delivery_due"
        ),
        ("SELECT id FROM delivery WHERE \(Predicate.deliveryClaimed) AND epoch < ?", "delivery_claimed"),
        (
            "SELECT id FROM unclassified_report WHERE outcome = ? ORDER BY id DESC LIMIT 1 OFFSET 1000",
            "unclassified_report_outcome"
        ),
        ("SELECT state, count(*) FROM delivery WHERE batch = ? GROUP BY state", "delivery_batch"),
        (
            "SELECT id FROM delivery WHERE batch = ? AND state = ? AND id > ? ORDER BY id LIMIT 50",
            "delivery_batch"
        ),
        ("SELECT id FROM delivery WHERE contact = ? ORDER BY id DESC LIMIT 50", "delivery_contact"),
        (
            "SELECT id FROM delivery WHERE external_id = ? AND \(Predicate.deliveryExternal)",
            "delivery_external"
        ),
        ("SELECT kind FROM event WHERE delivery = ? AND \(Predicate.eventTerminal)", "event_delivery"),
        ("SELECT id FROM event WHERE source = ? AND ext_id = ? AND \(Predicate.eventForeign)", "event_once"),
        ("SELECT count(*) FROM event WHERE account = ? AND kind = ? AND at >= ? AND at < ?", "event_account"),
        ("SELECT id FROM event WHERE contact = ? ORDER BY at DESC LIMIT 50", "event_contact"),
        (
            "SELECT min(endpoint) FROM hook_out WHERE \(Predicate.hookWaiting) AND endpoint > ?",
            "hook_out_due"
        ),
        (ContactFields.wordsSQL, "contact_by_sex"),
        (
            "SELECT id FROM contact c WHERE c.\(Predicate.contactSex) AND c.sex IN (?, ?)", "contact_by_sex"
        ),
        (HookOutQueries.endpointsSQL, "hook_out_due"),
        (HookOutQueries.dueSQL, "hook_out_due"),
        ("SELECT count(*) FROM hook_out WHERE hook = ? AND \(Predicate.hookUntaken)", "hook_out_untaken"),
        (
            "SELECT id FROM hook_out WHERE \(Predicate.hookEnded) AND last_at < ? ORDER BY last_at LIMIT 500",
            "hook_out_ended"
        ),
        ("SELECT id FROM campaign WHERE account = ? AND state = ?", "campaign_state"),
        (
            "SELECT id FROM submission WHERE unique_id = ? AND \(Predicate.submissionNamed)",
            "submission_unique_id"
        ),
        ("SELECT c.id FROM contact c WHERE c.age = ? AND c.sex = ?", "contact_by_age"),
        (
            "SELECT c.id FROM contact c WHERE \(Predicate.contactHardBounced) AND c.hard_count = ?",
            "contact_hard_bounced"
        ),
        (
            "SELECT c.id FROM contact c WHERE c.account IN (SELECT id FROM account) AND c.numid = ?",
            "contact_account_numid"
        ),
        ("SELECT grp FROM grp_member WHERE contact = ?", "grp_member_contact"),
        (
            "SELECT id FROM audit WHERE target_kind = ? AND target = ? ORDER BY id DESC LIMIT 1",
            "audit_target"
        ),
    ])
    func `a frequent query uses its index and sorts nothing`(sql: String, index: String) throws {
        let plan = try database.plan(sql)
        #expect(plan.contains("INDEX \(index)"))
        #expect(!plan.contains("TEMP B-TREE"))
    }
}
