import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

@Suite struct AccountTests {
    let fixture: TemporaryPlatform

    init() async throws { fixture = try await TemporaryPlatform() }

    private static let profile = [
        "username": "ops@Shop.Example", "company": "Shop", "phone": "+1 603 555 0100",
        "password": "pass word 1",
    ]

    @Test func `a new account gets a key that is told once, a short name and its credits`() async throws {
        let new = try await fixture.platform.addAccount(
            email: "ops@Shop.Example", company: "Shop", phone: "1", password: Secret("secret words"),
            smsCredits: 500, isAdmin: true)
        let row = try await fixture.find(.account, "OPS@shop.example")
        let ledger = try await fixture.store.read { db in
            try Int.fetchOne(db, "SELECT sum(delta) FROM sms_ledger WHERE kind = 'grant'")
        }
        #expect(new.username == "ops@shop.example")
        #expect(new.ownerID == "ops")
        #expect(new.apiKey.reveal().count == 32)
        #expect(new.smsCredits == 500)
        #expect(ledger == 500)
        #expect(row["admin"] == .flag(true))
        #expect(row["bounce_url_active"] == .flag(true))
        #expect(row["api_key"] == .secret(new.apiKey))
    }

    @Test func `the key and the password can be found again by those who have them`() async throws {
        let outcome = try await fixture.create(.account, Self.profile)
        let key = try #require(outcome.revealed.first?.secret)
        let value = fixture.store.vault.lookupValue(key, for: .accountKey)
        let hash = try await fixture.store.read { db in
            try String.fetchOne(
                db,
                """
                SELECT password FROM account WHERE username = 'ops@shop.example' AND api_key_hmac = \(value)
                """)
        }
        #expect(PasswordHash(text: try #require(hash)).matches(Secret("pass word 1")))
    }

    @Test func `a taken user name is a conflict on its field, whatever its case`() async throws {
        try await fixture.account("ops@shop.example")
        let error = await failure { try await fixture.create(.account, Self.profile) }
        #expect(error?.code == .conflict)
        #expect(error?.field == "username")
    }

    @Test(
        arguments: [
            ("username", "nobody"), ("username", "a@b"), ("username", "a b@c.example"), ("username", ""),
            ("password", ""), ("company", ""), ("phone", ""), ("company", "A\r\nBcc: x@y.example"),
            ("city", "a\u{0}b"), ("country", "XX"), ("country", "Spain"), ("time_zone", "5"),
            ("time_zone", "5.60"), ("time_zone", "15.00"), ("time_zone", "-12.30"),
            ("bounce_url", "ftp://a.example/"), ("spam_url", "a.example/x"),
            ("unsubscribe_url", "http://a.example/ x"), ("x_header_1", "Order"), ("x_header_4", "X-Or der"),
            ("track_opens", "perhaps"), ("email_cap", "-1"), ("email_cap", "many"),
            ("grant_sms_credits", "x"),
        ])
    func `a wrong value is refused and names its field`(field: String, value: String) async throws {
        let values = Self.profile.merging([field: value]) { $1 }
        let error = await failure { try await fixture.create(.account, values) }
        let count = try await fixture.all(.account).count
        #expect(error?.code == .invalid)
        #expect(error?.field == field)
        #expect(count == 0)
    }

    @Test func `an edit writes what the form has, and its undo restores each field`() async throws {
        let before = try await fixture.account()
        let values = [
            "company": "Shop Ltd", "phone": "2", "country": "es", "time_zone": "+5.30", "email_cap": "50000",
            "bounce_url": "https://hooks.example/b?x=1", "bounce_url_active": "no", "x_header_2": "X-Order_2",
            "verified": "no", "admin": "yes", "grant_sms_credits": "40",
        ]
        let outcome = try await fixture.edit(before, values)
        let after = try await fixture.find(.account, before.id.native)
        #expect(after["country"] == .text("ES"))
        #expect(after["email_cap"] == .integer(50000))
        #expect(after["x_header_2"] == .text("X-Order_2"))
        #expect(after["bounce_url_active"] == .flag(false))
        #expect(after["sms_credits"] == .integer(40))
        try await fixture.undo(outcome)
        #expect(try await fixture.find(.account, before.id.native) == before)
    }

    @Test func `granted credits that were spent cannot be taken back`() async throws {
        let account = try await fixture.account()
        let outcome = try await fixture.edit(account, ["grant_sms_credits": "40"])
        try await fixture.store.write { db in try db.execute("UPDATE account SET sms_credits = 10") }
        let error = await failure { try await fixture.undo(outcome) }
        let now = try await fixture.find(.account, account.id.native)
        #expect(error?.code == .refused)
        #expect(now["sms_credits"] == .integer(10))
    }

    @Test(arguments: ["opens", "links", "unsubscribes"])
    func `tracking is switched, refused where it is so already, and undone`(word: String) async throws {
        let account = try await fixture.account()
        let outcome = try await fixture.perform("track-\(word)", on: [account])
        #expect(try await fixture.find(.account, account.id.native)["track_\(word)"] == .flag(true))
        let action = try #require(try fixture.rows(.account).action("track-\(word)"))
        #expect(action.effect == .reversible)
        #expect(action.availability(outcome.rows[0]) == .already("already tracking \(word)"))
        let error = await failure { try await fixture.perform("track-\(word)", on: [account]) }
        #expect(error?.code == .refused)
        try await fixture.undo(outcome)
        #expect(try await fixture.find(.account, account.id.native)["track_\(word)"] == .flag(false))
        #expect(
            try await fixture.audited() == ["undo ops@shop.example", "track-\(word) ops@shop.example"])
    }

    @Test func `of marked rows those already so are left out, and told`() async throws {
        let first = try await fixture.account("a@shop.example")
        let second = try await fixture.account("b@shop.example")
        _ = try await fixture.perform("track-opens", on: [first])
        let outcome = try await fixture.perform("track-opens", on: [first, second])
        #expect(outcome.message == "b@shop.example: opens are tracked, 1 not (already tracking opens)")
        #expect(outcome.rows.map(\.name) == ["b@shop.example"])
    }

    @Test func `a new key asks for the name, shows itself once and ends the old one`() async throws {
        let account = try await fixture.account()
        let action = try #require(try fixture.rows(.account).action("new-key"))
        let first = try await fixture.perform("new-key", on: [account])
        let second = try await fixture.perform("new-key", on: [account])
        let old = try #require(first.revealed.first?.secret)
        let value = fixture.store.vault.lookupValue(old, for: .accountKey)
        let holders = try await fixture.store.read { db in
            try Int.fetchOne(db, "SELECT count(*) FROM account WHERE api_key_hmac = \(value)")
        }
        #expect(action.confirmation(account) == .name("ops@shop.example"))
        #expect(action.effect == .irreversible)
        #expect(second.reversal == nil)
        #expect(old != second.revealed.first?.secret)
        #expect(holders == 0)
    }

    @Test func `deleting asks for the name, counts what goes, and takes it along`() async throws {
        let account = try await fixture.account()
        try await fixture.create(.sender, ["address": "a@shop.example", "account": "ops@shop.example"])
        try await fixture.store.write { db in
            let id = try #require(Int64(account.id.native))
            for number in 1...1204 {
                try StoreFixture.contact(db, account: id, numid: number, email: "p\(number)@example.com")
            }
        }
        let deletion = try #require(try fixture.operations(.account).delete)
        let consequence = try await deletion.consequence?(account)
        let outcome = try await fixture.delete([account])
        #expect(deletion.confirmation(account) == .name("ops@shop.example"))
        #expect(consequence == "with 1 sender and 1,204 contacts")
        #expect(outcome.reversal == nil)
        #expect(try await fixture.all(.sender).isEmpty)
    }

    @Test func `an account with a campaign running stays`() async throws {
        let account = try await fixture.account()
        try await fixture.store.write { db in
            try db.execute(
                """
                INSERT INTO campaign (uuid, account, numid, channel, type, state, created_at, updated_at)
                VALUES ('u', \(account.id.native), 1, 'email', 'normal', 'running', 0, 0)
                """)
        }
        let error = await failure { try await fixture.delete([account]) }
        #expect(error?.code == .refused)
        #expect(try await fixture.all(.account).count == 1)
    }

    @Test func `a new account is taken back only while it is empty`() async throws {
        let outcome = try await fixture.create(.account, Self.profile)
        let undo = try #require(outcome.reversal)
        let sender = try await fixture.create(
            .sender, ["address": "a@shop.example", "account": "ops@shop.example"])
        let error = await failure { try await undo.undo() }
        _ = try await fixture.delete(sender.rows)
        _ = try await undo.undo()
        #expect(error?.code == .conflict)
        #expect(try await fixture.all(.account).isEmpty)
    }
}
