import ServiceCore
import Store

/// Who must not be written to, for every reason and on both channels, and whose entry was lifted again.
///
/// Runs after `SampleLoad.run`, so that addresses are found through their index. All of it is from before the past that is
/// played, as events come in the order of time.
struct SampleSuppressions {
    let scene: SampleScene

    /// One reason and whom of the contacts it struck.
    private struct Kind {
        let reason: Suppression.Reason
        let members: String
        let limit: Int
        var channel = Channel.email
        var note = ""
        /// Who lifted it and why.
        var lifted: (by: String, why: String)?
    }

    private static let kinds = [
        Kind(reason: .unsubscribe, members: "numid % 97 = 5", limit: 900),
        Kind(reason: .complaint, members: "numid % 401 = 3", limit: 300),
        Kind(reason: .bounce, members: "numid % 151 = 11", limit: 600, note: "550 5.1.1 no such user"),
        Kind(reason: .manual, members: "numid % 463 = 7", limit: 200, note: "asked by telephone"),
        Kind(
            reason: .bounce, members: "numid % 701 = 13", limit: 100, note: "552 5.2.2 mailbox full",
            lifted: ("kim@desk-3", "the mailbox has room again")),
        Kind(
            reason: .unsubscribe, members: "numid % 1009 = 19", limit: 60,
            lifted: ("ana@desk-1", "signed up anew in the shop")),
        Kind(
            reason: .complaint, members: "numid % 1999 = 23", limit: 20,
            lifted: ("ana@desk-1", "reported by mistake, asked in writing to be added again")),
        Kind(
            reason: .unsubscribe, members: "phone IS NOT NULL AND numid % 173 = 9", limit: 200, channel: .sms,
            note: "answered STOP"),
        Kind(
            reason: .manual, members: "phone IS NOT NULL AND numid % 811 = 2", limit: 60, channel: .sms,
            note: "wrong number"),
        Kind(
            reason: .unsubscribe, members: "phone IS NOT NULL AND numid % 1511 = 4", limit: 20, channel: .sms,
            lifted: ("noor@support-2", "sent START")),
    ]

    func insert(in db: WriteTransaction) throws {
        for kind in Self.kinds { try insert(kind, in: db) }
        try insertStrangers(in: db)
        try insertRecipients(in: db)
        try insertEvents(in: db)
    }

    /// Longer ago than the oldest campaign: who is suppressed now was so when it was launched.
    private func insert(_ kind: Kind, in db: WriteTransaction) throws {
        let address = kind.channel == .email ? "email" : "phone"
        try db.execute(
            """
            INSERT OR IGNORE INTO suppression (account, channel, address, reason, note, at, lifted_at,
                lifted_by, lifted_why)
            SELECT account, \(kind.channel.rawValue), \(sql: address), \(kind.reason.rawValue),
                \(kind.note), at, CASE WHEN \(kind.lifted?.by) IS NULL THEN NULL ELSE at + 777600000
                END, \(kind.lifted?.by), \(kind.lifted?.why)
            FROM (SELECT account, \(sql: address), numid,
                \(scene.now) - 5184000000 - numid * 2654435761 % 25920000 * 1000 AS at FROM contact
                WHERE \(sql: kind.members)
                ORDER BY id LIMIT \(sql: kind.limit)) AS struck
            """)
    }

    /// Entries for addresses that are nobody's contact, and for all accounts.
    private func insertStrangers(in db: WriteTransaction) throws {
        let strangers: [(SampleScene.Customer?, Channel, String, Suppression.Reason, String, Double)] = [
            (nil, .email, "abuse@example.org", .manual, "role address", 400),
            (nil, .email, "legal@office.test", .manual, "a lawyer's letter, 12 March", 250),
            (nil, .sms, "+15550100911", .manual, "test number of the gateway", 400),
            (.acme, .email, "competitor@shop.example", .manual, "", 61),
            (.acme, .email, "do-not-mail@example.net", .unsubscribe, "by letter", 50.8),
            (.bluebird, .email, "skole@post.example", .complaint, "", 55.3),
            (.bluebird, .sms, "+15550100117", .unsubscribe, "answered STOPP", 52.1),
            (.citrus, .email, "spamtrap@example.com", .manual, "known trap", 91),
            (.delta, .email, "old-clinic@mail.example", .bounce, "550 5.1.2 no such domain", 72),
        ]
        for (customer, channel, address, reason, note, days) in strangers {
            _ = try db.insert(
                into: "suppression",
                [
                    ("account", customer.map(scene.id)), ("channel", channel.rawValue), ("address", address),
                    ("reason", reason.rawValue), ("note", note), ("at", scene.ago(days: days)),
                ])
        }
    }

    /// Recipients switched off over Dyn's interface, and some switched on again.
    private func insertRecipients(in db: WriteTransaction) throws {
        try db.execute(
            """
            INSERT INTO recipient (account, address, status, why, activated_at, changed_at)
            SELECT account, email, CASE WHEN numid % 4 = 3 THEN 'active' ELSE 'inactive' END,
                CASE WHEN numid % 4 = 3 THEN '' ELSE 'switched off through the API' END,
                CASE WHEN numid % 4 = 3 THEN at END, at
            FROM (SELECT account, email, numid, \(scene.now) - 5184000000 - numid % 90 * 86400000 AS at
            FROM contact
                WHERE numid % 167 = 17 AND email IS NOT NULL ORDER BY id LIMIT 400) AS told
            """)
    }

    /// What made the entries, as the trace of a person tells it.
    private func insertEvents(in db: WriteTransaction) throws {
        try db.execute(
            """
            INSERT INTO sample_event (account, kind, at, contact, address, source, code, enhanced, detail)
            SELECT s.account, CASE s.reason WHEN 'complaint' THEN 11 WHEN 'unsubscribe' THEN 14
                    WHEN 'bounce' THEN 10 ELSE \(sql: EventKind.suppressed.number) END, s.at,
                CASE s.channel WHEN 'email'
                    THEN (SELECT id FROM contact c WHERE c.account = s.account AND c.email = s.address) END,
                s.address, 'sandbox', CASE s.reason WHEN 'bounce' THEN 550 END,
                CASE s.reason WHEN 'bounce' THEN '5.1.1' END, CASE s.reason WHEN 'bounce' THEN s.note END
            FROM suppression s WHERE s.account IS NOT NULL;
            INSERT INTO sample_event (account, kind, at, contact, address, source, detail)
            SELECT account, \(sql: EventKind.allowed.number), lifted_at,
                (SELECT id FROM contact c WHERE c.account = s.account AND c.email = s.address),
                address, 'board', lifted_why
            FROM suppression s WHERE lifted_at IS NOT NULL
            """)
    }
}
