import Foundation
import GRDB
import ServiceCore

/// What accounts set up before they send: senders, domains, users, templates, hooks, groups; each in every state.
struct SampleSetup {
    let plan: SamplePlan
    let accounts: [Int64]

    private static let day: Int64 = 86_400_000
    private static let dkim =
        "v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAs4mTnEIDAQAB"
    private static let spf = "v=spf1 include:spf.sendboard.example ~all"

    func insert(in db: Database) throws {
        try insertSenders(in: db)
        try insertDomains(in: db)
        try insertUsers(in: db)
        try insertTexts(in: db)
        try insertHooks(in: db)
        try insertGroups(in: db)
        try insertSuppressions(in: db)
    }

    private func insertSenders(in db: Database) throws {
        let senders:
            [(account: Int, address: String, status: String, seeded: Bool, dkim: String, spf: String)] = [
                (0, "news@acme.example", "ready", true, "right", "right"),
                (0, "orders@acme.example", "ready", false, "right", "wrong"),
                (0, "marta@acme.example", "pending", false, "unchecked", "unchecked"),
                (1, "reading@bluebird.example", "ready", true, "right", "right"),
                (1, "events@bluebird.example", "ready", false, "wrong", "right"),
                (2, "hola@citrus.example", "ready", false, "could not be checked", "could not be checked"),
                (2, "offers@citrus.example", "ready", true, "wrong", "wrong"),
                (3, "appointments@delta.example", "pending", false, "unchecked", "unchecked"),
                (4, "studio@ember.example", "ready", false, "right", "could not be checked"),
            ]
        for (index, sender) in senders.enumerated() {
            let isChecked = sender.dkim != "unchecked"
            _ = try db.insert(
                into: "sender",
                [
                    ("account", accounts[sender.account]), ("address", sender.address),
                    ("status", sender.status), ("seeding", sender.seeded),
                    ("dkim_selector", isChecked ? "s\(index + 1)" : ""),
                    ("dkim_value", isChecked ? Self.dkim : ""), ("dkim_state", sender.dkim),
                    ("spf_value", Self.spf), ("spf_state", sender.spf),
                    ("checked_at", isChecked ? plan.now - Int64(index + 1) * 3_700_000 : nil),
                    ("created_at", plan.now - Int64(400 - index * 31) * Self.day),
                ])
        }
    }

    private func insertDomains(in db: Database) throws {
        let tracking = [
            (0, "click.acme.example", "right"), (0, "go.acme.example", "wrong"),
            (1, "links.bluebird.example", "right"), (2, "t.citrus.example", "could not be checked"),
            (4, "track.ember.example", "unchecked"),
        ]
        for (index, (account, name, state)) in tracking.enumerated() {
            _ = try db.insert(
                into: "tracking_domain",
                [
                    ("account", accounts[account]), ("name", name), ("cname_state", state),
                    ("cname_found", state == "wrong" ? "parking.example" : ""),
                    ("tracking_state", state == "right" ? "right" : state == "wrong" ? "wrong" : "unchecked"),
                    ("checked_at", state == "unchecked" ? nil : plan.now - Int64(index + 2) * 5_400_000),
                    ("created_at", plan.now - Int64(300 - index * 40) * Self.day),
                ])
        }
        let sending = [
            (0, "acme.example", "right", "right", "right"),
            (1, "bluebird.example", "right", "wrong", "right"),
            (2, "citrus.example", "could not be checked", "right", "unchecked"),
            (3, "delta.example", "unchecked", "unchecked", "unchecked"),
        ]
        for (index, (account, name, dkim, spf, verified)) in sending.enumerated() {
            _ = try db.insert(
                into: "sending_domain",
                [
                    ("account", accounts[account]), ("name", name), ("dkim_selector", "sb1"),
                    ("dkim_value", Self.dkim), ("dkim_state", dkim), ("spf_value", Self.spf),
                    ("spf_state", spf),
                    ("verify_state", verified),
                    ("checked_at", dkim == "unchecked" ? nil : plan.now - Int64(index + 1) * 9_100_000),
                    ("created_at", plan.now - Int64(420 - index * 60) * Self.day),
                ])
        }
    }

    private func insertUsers(in db: Database) throws {
        let users = [
            (0, "smtp70021", "enabled", 20_000, 2_000_000, 184_220, 412),
            (0, "smtp70022", "enabled", 500, 100_000, 71_950, 500),
            (1, "smtp70035", "enabled", 2_000, 40_000, 40_000, 0),
            (1, "smtp70036", "disabled", 1_000, 20_000, 112, 0),
            (2, "smtp70041", "enabled", 600, 250_000, 219_870, 44),
            (4, "smtp70050", "disabled", 30, 100, 12, 0),
        ]
        for (index, (account, name, status, hourly, total, used, now)) in users.enumerated() {
            let password = try plan.vault.seal(Secret("demo-\(name)"), for: .smtpPassword)
            let id = try db.insert(
                into: "smtp_user",
                [
                    ("account", accounts[account]), ("name", name), ("status", status),
                    ("password_sealed", password), ("hourly_limit", hourly), ("total_limit", total),
                    ("used_total", used), ("created_at", plan.now - Int64(350 - index * 35) * Self.day),
                ])
            guard now > 0 else { continue }
            try db.execute(
                sql: "INSERT INTO smtp_user_hour (smtp_user, hour, used) VALUES (?, ?, ?)",
                arguments: [id, plan.now / 3_600_000, now])
        }
    }
}
