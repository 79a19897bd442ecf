import FoundationEssentials
import ServiceCore
import Store

/// Writes fates as the engine would have: rows, events, counters, credits, limits, and what they did to people.
struct SampleOutcome {
    let scene: SampleScene
    let play: SampleLaunch
    let launch: LaunchRow

    func write(in db: WriteTransaction) throws {
        try settleRows(in: db)
        try writeEvents(in: db)
        try leaveAnswers(in: db)
        try count(in: db)
        try countDomains(in: db)
        try countLimits(in: db)
        try settlePeople(in: db)
    }

    private func settleRows(in db: WriteTransaction) throws {
        try db.execute(
            """
            UPDATE delivery SET state = f.state, attempts = f.attempts, epoch = 0,
                next_at = CASE f.state WHEN 3 THEN f.done_at END,
                changed_at = CASE WHEN f.state = 3 THEN f.tried_at WHEN f.state IN (10, 11) THEN f.arrived_at
                    ELSE f.done_at END,
                reason = CASE f.state WHEN 8 THEN 'expired' END,
                code = CASE WHEN f.state = 6 THEN 550 WHEN f.state = 3 THEN 451 WHEN f.state = 4 THEN 0
                    WHEN f.state = 8 THEN NULL ELSE 250 END,
                enhanced = CASE WHEN f.state = 3 THEN '4.7.1' WHEN f.fate = 'refused' THEN '5.1.1'
                    WHEN f.fate = 'policy' THEN '5.7.1' WHEN f.state IN (4, 8) THEN NULL ELSE '2.0.0' END,
                reply = CASE WHEN f.state = 3 THEN '\(sql: Self.later)' WHEN f.fate = 'refused'
                THEN '\(sql: Self.unknown)'
                    WHEN f.fate = 'policy' THEN '\(sql: Self.policy)' WHEN f.state = 4 THEN 'connection lost'
                    WHEN f.state = 8 THEN NULL ELSE '250 2.0.0 ok' END
            FROM sample_fate f WHERE delivery.id = f.delivery
            """)
    }

    private static let later = "451 4.7.1 try again later"
    private static let unknown = "550 5.1.1 no such user"
    private static let policy = "550 5.7.1 message content is not accepted here"

    /// One kind of event: who had it, when, and what was said.
    private struct Told {
        let kind: StoredEventKind
        let at: String
        let condition: String
        var code: Int?
        var enhanced, rule, detail: String?
        /// Read on a screen: with an address, a program, and for clicks a link.
        var isReading = false
    }

    private static let told = [
        Told(
            kind: .deferred, at: "tried_at", condition: "fate IN ('deferred', 'slow')", code: 451,
            enhanced: "4.7.1",
            detail: later),
        Told(
            kind: .accepted, at: "done_at", condition: "state IN (5, 10, 11)", code: 250, enhanced: "2.0.0",
            detail: "250 2.0.0 ok"),
        Told(
            kind: .refused, at: "done_at", condition: "fate = 'refused'", code: 550, enhanced: "5.1.1",
            detail: unknown),
        Told(
            kind: .refused, at: "done_at", condition: "fate = 'policy'", code: 550, enhanced: "5.7.1",
            detail: policy),
        Told(kind: .unknown, at: "done_at", condition: "state = 4", code: 0, detail: "connection lost"),
        Told(kind: .expired, at: "done_at", condition: "state = 8", detail: "expired"),
        Told(kind: .delivered, at: "arrived_at", condition: "state = 10"),
        Told(
            kind: .bounceHard, at: "arrived_at", condition: "state = 11", code: 550, enhanced: "5.1.1",
            rule: "mailbox unknown", detail: "550 5.1.1 mailbox unknown"),
        Told(
            kind: .bounceSoft, at: "arrived_at", condition: "fate = 'soft'", code: 452, enhanced: "4.2.2",
            rule: "mailbox full", detail: "452 4.2.2 mailbox full"),
        Told(kind: .open, at: "opened_at", condition: "opened_at IS NOT NULL", isReading: true),
        Told(kind: .click, at: "clicked_at", condition: "clicked_at IS NOT NULL", isReading: true),
        Told(kind: .complaint, at: "left_at", condition: "left_kind = 11"),
        Told(kind: .unsubscribe, at: "left_at", condition: "left_kind = 14", isReading: true),
    ]

    private func writeEvents(in db: WriteTransaction) throws {
        let links = try Int64.fetchAll(
            db, "SELECT id FROM link WHERE campaign = \(launch.campaign) ORDER BY id")
        for told in Self.told {
            // The first link is the message's button, which takes most of the clicks.
            let link =
                told.kind == .click && !links.isEmpty
                ? "\(links[0]) + max(0, draw / 17 % \(links.count + 5) - 5)" : "NULL"
            let isMachine = told.isReading && told.kind == .open ? "draw % 23 = 1" : "0"
            try db.execute(
                """
                INSERT INTO sample_event (account, kind, at, delivery, batch, campaign, contact,
                    source, code, enhanced, rule, detail, link, ip, agent, is_machine)
                SELECT \(launch.account), \(told.kind.rawValue), \(sql: told.at), delivery,
                \(launch.batch), \(launch.campaign), contact, 'sandbox', \(told.code),
                    \(told.enhanced), \(told.rule), \(told.detail), \(sql: link),
                    \(sql: told.isReading ? Self.ip : "NULL"),
                    \(sql: told.isReading ? Self.agent : "NULL"), \(sql: isMachine)
                FROM sample_fate WHERE \(sql: told.condition) AND \(sql: told.at) <= \(scene.now)
                """)
        }
    }

    /// From the three networks of RFC 5737.
    private static let ip = """
        CASE draw % 3 WHEN 0 THEN '192.0.2.' WHEN 1 THEN '198.51.100.' ELSE '203.0.113.' END || (1 + draw / 11 % 254)
        """
    private static let agent = """
        CASE WHEN draw % 23 = 1 THEN 'MailImageProxy/2.1' WHEN draw / 13 % 10 < 4
            THEN 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15'
            WHEN draw / 13 % 10 < 6 THEN 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0'
            WHEN draw / 13 % 10 < 9 THEN 'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/130.0 Mobile'
            ELSE 'Thunderbird/128.4' END
        """

    /// Answers that are due after now come from the engine, at their time.
    private func leaveAnswers(in db: WriteTransaction) throws {
        try db.execute(
            """
            INSERT OR IGNORE INTO simulated_answer (due_at, delivery, kind)
            SELECT arrived_at, delivery, CASE fate WHEN 'soft' THEN 9 WHEN 'hard' THEN 10 ELSE 7 END
            FROM sample_fate
                WHERE arrived_at > \(scene.now)
            UNION ALL SELECT opened_at, delivery, 12 FROM sample_fate WHERE opened_at > \(scene.now)
            UNION ALL SELECT clicked_at, delivery, 13 FROM sample_fate WHERE clicked_at > \(scene.now)
            UNION ALL SELECT left_at, delivery, left_kind FROM sample_fate WHERE left_at > \(scene.now)
            """)
    }
}
