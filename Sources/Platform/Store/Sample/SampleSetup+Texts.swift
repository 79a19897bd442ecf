import Foundation
import GRDB
import ServiceCore

extension SampleSetup {
    private static let day: Int64 = 86_400_000

    func insertTexts(in db: Database) throws {
        let templates = [
            (
                0, "order-confirmation", "Your order {{number}}",
                "<h1>Thank you, {{first_name}}</h1><p>{{lines}}</p>"
            ),
            (
                0, "abandoned-cart", "Still thinking it over?",
                "<p>{{first_name}}, your tent waits for you.</p>"
            ),
            (1, "reading-night", "Lesekveld i {{city}}", "<p>Kjære {{first_name}}, velkommen!</p>"),
            (2, "booking", "Η κράτησή σας {{number}}", "<p>Καλό ταξίδι, {{first_name}}!</p>"),
        ]
        for (index, (account, name, subject, html)) in templates.enumerated() {
            let created = plan.now - Int64(200 - index * 20) * Self.day
            _ = try db.insert(
                into: "template",
                [
                    ("account", accounts[account]), ("name", name), ("subject", subject), ("html", html),
                    ("created_at", created), ("updated_at", created + 40 * Self.day),
                ])
        }
        let variables = [
            (0, "brand", "Acme Outdoor"), (0, "support", "+1 555 0100"), (1, "brand", "Bluebird Books"),
            (2, "brand", "Citrus Travel"), (2, "season", "καλοκαίρι"),
        ]
        for (account, name, value) in variables {
            _ = try db.insert(
                into: "global_variable",
                [
                    ("account", accounts[account]), ("name", name), ("value", value),
                    ("created_at", plan.now - 90 * Self.day),
                ])
        }
        let filters = [
            (0, "recently active", "since:30d"), (0, "invalid", "state:invalid"),
            (1, "whitelisted", "whitelisted:yes"), (2, "with a phone", "phone:+1"),
        ]
        for (account, name, query) in filters {
            _ = try db.insert(
                into: "saved_filter",
                [
                    ("account", accounts[account]), ("name", name), ("query", query),
                    ("created_at", plan.now - 60 * Self.day),
                ])
        }
    }

    func insertHooks(in db: Database) throws {
        let hooks = [
            (0, "https://acme.example/hooks/events", "hard_bounce,spam", "Orders desk", true, 18_211),
            (0, "https://metrics.acme.example/in", "", "Everything", false, 402_118),
            (2, "https://citrus.example/mail", "open,click", "Loyalty", true, 0),
        ]
        for (index, (account, url, events, label, storesLog, total)) in hooks.enumerated() {
            let key = try plan.vault.seal(Secret("demo-hook-\(index)"), for: .hookKey)
            _ = try db.insert(
                into: "hook",
                [
                    ("account", accounts[account]), ("webhook_id", "10000000000000000000\(index + 1)"),
                    ("url", url), ("events", events), ("description", label), ("stores_log", storesLog),
                    ("key_sealed", key), ("total_events", total),
                    ("last_success_at", total > 0 ? plan.now - Int64(index + 1) * 63_000 : nil),
                    ("created_at", plan.now - Int64(180 - index * 30) * Self.day),
                ])
        }
    }

    /// Groups stop at each account's first twelve thousand contacts, so that their launches end in minutes.
    func insertGroups(in db: Database) throws {
        let groups = [
            (0, "newsletter", "1"), (0, "customers", "numid % 6 = 0"), (0, "vip", "numid % 40 = 0"),
            (0, "lapsed", "numid % 15 = 7"), (1, "readers", "1"), (1, "signed editions", "numid % 9 = 0"),
            (2, "travellers", "numid % 2 = 0"), (4, "clients", "numid % 3 = 0"),
        ]
        for (account, name, condition) in groups {
            let group = try db.insert(
                into: "grp",
                [
                    ("account", accounts[account]), ("name", name), ("created_at", plan.now - 500 * Self.day),
                ])
            try db.execute(
                sql: """
                    INSERT INTO grp_member (grp, contact)
                    SELECT ?, id FROM contact WHERE account = ? AND numid <= 12000 AND \(condition)
                    """, arguments: [group, accounts[account]])
        }
    }

    func insertSuppressions(in db: Database) throws {
        let rules = [
            ("numid % 211 = 5", "unsubscribe", "one-click"),
            ("numid % 307 = 6", "complaint", "feedback loop"),
            ("numid % 401 = 7", "manual", "asked by phone"),
            ("numid % 353 = 8", "bounce", "550 5.1.1 no such user"),
        ]
        for (condition, reason, note) in rules {
            try db.execute(
                sql: """
                    INSERT INTO suppression (account, channel, address, reason, note, at)
                    SELECT account, 'email', email, ?, ?, ? - id % 700 * 3600000 FROM contact
                    WHERE numid <= 12000 AND \(condition)
                    """, arguments: [reason, note, plan.now])
        }
        try db.execute(
            sql: """
                INSERT INTO suppression (account, channel, address, reason, note, at, lifted_at, lifted_by, lifted_why)
                SELECT account, 'email', email, 'bounce', 'mailbox full', ? - 40 * 86400000, ? - id % 30 * 86400000,
                    'kim@console', 'the mailbox works again'
                FROM contact WHERE numid <= 12000 AND numid % 499 = 9
                """, arguments: [plan.now, plan.now])
        try db.execute(
            sql: """
                INSERT INTO suppression (account, channel, address, reason, note, at)
                SELECT account, 'sms', phone, 'unsubscribe', 'STOP', ? - id % 90 * 86400000 FROM contact
                WHERE phone IS NOT NULL AND numid <= 12000 AND numid % 601 = 10
                """, arguments: [plan.now])
    }
}
