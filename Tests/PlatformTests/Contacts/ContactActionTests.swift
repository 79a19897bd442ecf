import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

@Suite struct ContactActionTests {
    let people: PeopleFixture
    var fixture: TemporaryPlatform { people.fixture }

    init() async throws { people = try await PeopleFixture() }

    private func action(_ name: String) throws -> ResourceAction<Row> {
        try #require(try fixture.rows(.contact).action(name))
    }

    /// A contact in a state in which the action can be done, with bounces counted and an event before.
    private func contact(for action: String) async throws -> Row {
        let contact = try await people.contact()
        let before = [
            "whitelist": "", "invalidate": "", "unwhitelist": "whitelisted_at = 9,",
            "revalidate": "invalid_at = 7, invalid_why = '2 hard bounces',", "allow": "", "activate": "",
        ]
        try await people.write(
            """
            UPDATE contact SET \(before[action] ?? "") hard_count = 2, soft_count = 3, last_hard_at = 5,
            last_event_at = 1770000000123, last_event_kind = 10, operation = 'Modificacion', updated_at = 77
            """)
        if action == "allow" { try await people.suppress() }
        if action == "activate" {
            try await people.write(
                "INSERT INTO recipient (account, address, status, why, changed_at) VALUES (?, ?, ?, ?, ?)",
                [people.account, "kim@example.test", "inactive", "bounced", 6])
        }
        return try await fixture.find(.contact, contact.id.native)
    }

    @Test(arguments: [
        ("whitelist", "whitelisted", "kim@example.test whitelisted", ["whitelisted"]),
        ("unwhitelist", "whitelisted", "kim@example.test taken off the whitelist", ["unwhitelisted"]),
        ("invalidate", "state", "kim@example.test invalidated", ["invalidated"]),
        ("revalidate", "state", "kim@example.test revalidated", ["revalidated"]),
        ("allow", "state", "sending to kim@example.test is allowed again", ["allowed"]),
        ("activate", "state", "kim@example.test is active again", []),
    ])
    func `an action changes its mark, writes its event and is taken back exactly`(
        name: String, field: String, notice: String, events: [String]
    ) async throws {
        let contact = try await contact(for: name)
        let before = try await people.state()
        fixture.clock.advance(by: 60)
        let outcome = try await fixture.perform(name, on: [contact])
        #expect(outcome.message == notice)
        #expect(outcome.rows[0][field] != contact[field])
        #expect(try await people.events() == events)
        #expect(try await people.state() != before)
        try await fixture.undo(outcome)
        #expect(try await people.state() == before)
        #expect(
            try await fixture.audited().prefix(2) == ["undo kim@example.test", "\(name) kim@example.test"])
    }

    @Test(arguments: ["whitelist", "unwhitelist", "invalidate", "revalidate"])
    func `a mark reads the row once and changes it once, and tells it as it then is`(name: String)
        async throws
    {
        let contact = try await contact(for: name)
        let trace = StatementTrace()
        try await fixture.store.write { db in trace.follow(db) }
        let outcome = try await fixture.perform(name, on: [contact])
        try await fixture.store.write { db in StatementTrace.stop(db) }
        let row = trace.statements.filter { $0.contains("contact") }
        #expect(row.filter { $0.hasPrefix("UPDATE contact ") }.count == 1)
        #expect(row.filter { $0.hasPrefix("SELECT c.*") }.count == 1)
        #expect(trace.statements.filter { $0.hasPrefix("INSERT INTO event ") }.count == 1)
        #expect(outcome.rows == [try await fixture.find(.contact, contact.id.native)])
    }

    @Test(arguments: ["whitelist", "unwhitelist", "invalidate", "revalidate", "allow", "activate"])
    func `undo is refused after another change of the contact`(name: String) async throws {
        let contact = try await contact(for: name)
        let outcome = try await fixture.perform(name, on: [contact])
        let now = try await fixture.find(.contact, contact.id.native)
        try await fixture.edit(now, ["first_name": "Kim"])
        let before = try await people.state()
        let error = await failure { try await fixture.undo(outcome) }
        #expect(error?.code == .conflict)
        #expect(try await people.state() == before)
    }

    @Test(arguments: [
        ("unwhitelist", "not whitelisted"), ("revalidate", "not invalid"), ("allow", "not suppressed"),
        ("activate", "not inactive"),
    ])
    func `an action that would change nothing says why`(name: String, reason: String) async throws {
        let contact = try await people.contact()
        let error = await failure { try await fixture.perform(name, on: [contact]) }
        let availability = try action(name).availability(contact)
        #expect(availability == .already(reason))
        #expect(error?.code == .refused)
        #expect(error?.message == "\(name) changes nothing on kim@example.test: \(reason).")
        #expect(try await people.events().isEmpty)
    }

    @Test func `a revalidated contact starts counting bounces from zero`() async throws {
        let contact = try await contact(for: "revalidate")
        let after = try await fixture.perform("revalidate", on: [contact]).rows[0]
        #expect(after["hard_bounces"] == .integer(0))
        #expect(after["soft_bounces"] == .integer(0))
        #expect(after["last_event"] == .text("revalidated"))
        #expect(after["state"].plainText == "active")
    }

    @Test func `undo keeps the bounces counted since`() async throws {
        let contact = try await contact(for: "revalidate")
        let outcome = try await fixture.perform("revalidate", on: [contact])
        try await people.write(
            "UPDATE contact SET hard_count = 1, last_event_at = 1770000999000, last_event_kind = 10")
        try await fixture.undo(outcome)
        let after = try await fixture.find(.contact, contact.id.native)
        #expect(after["hard_bounces"] == .integer(3))
        #expect(after["invalid_reason"] == .text("2 hard bounces"))
        #expect(after["last_event_at"] == .date(Date(storedTime: 1_770_000_999_000)))
    }

    @Test func `who invalidated is kept, and a whitelisted contact is asked about first`() async throws {
        let contact = try await contact(for: "unwhitelist")
        let invalidate = try action("invalidate")
        let after = try await fixture.perform("invalidate", on: [contact]).rows[0]
        #expect(invalidate.confirmation(contact) == .yesNo)
        #expect(after["state"].plainText == "invalid")
        #expect(after["invalid_reason"] == .text("by kim@console"))
        #expect(after["invalid_since"] == .date(fixture.clock.now))
        #expect(after["whitelisted"] == .flag(true))
    }

    @Test func `marked rows are changed in one transaction, those it does not concern are told`() async throws
    {
        let first = try await people.contact()
        let second = try await people.contact("lee@example.test")
        try await people.write("UPDATE contact SET whitelisted_at = 1 WHERE email LIKE 'lee%'")
        let third = try await people.contact("ana@example.test")
        let outcome = try await fixture.perform("whitelist", on: [first, second, third])
        #expect(outcome.message == "2 contacts whitelisted, 1 not (already whitelisted)")
        #expect(try await people.events() == ["whitelisted", "whitelisted"])
        try await fixture.undo(outcome)
        #expect(
            try await people.number("SELECT count(*) FROM contact WHERE whitelisted_at IS NOT NULL") == 1)
        #expect(try await people.events().isEmpty)
    }

    @Test(arguments: [Suppression.Reason.complaint, .unsubscribe])
    func `what a person asked for is lifted by name, with a reason`(reason: Suppression.Reason) async throws {
        try await people.contact()
        try await people.suppress("kim@example.test", reason)
        let contact = try await fixture.find(.contact, "kim@example.test")
        let allow = try action("allow")
        let describe = try #require(allow.form)
        let form = try await describe(contact)
        let error = await failure { try await fixture.perform("allow", on: [contact]) }
        let after = try await fixture.perform("allow", on: [contact], ["reason": "asked by phone"]).rows[0]
        #expect(allow.confirmation(contact) == .name("kim@example.test"))
        #expect(form.fields.map(\.id) == ["reason"])
        #expect(error?.field == "reason")
        #expect(after["suppression"].isEmpty)
        let entries = try await fixture.all(.audit)
        let entry = try #require(entries.first)
        #expect(entry["reason"] == .text("asked by phone"))
        #expect(
            try await people.number("SELECT count(*) FROM suppression WHERE lifted_why = 'asked by phone'")
                == 1)
    }

    @Test func `a bounce entry is lifted at once, and the number's entry with it`() async throws {
        try await people.contact("kim@example.test", ["phone": "+34600123456"])
        try await people.suppress()
        try await people.suppress("+34600123456", .manual, channel: .sms)
        let contact = try await fixture.find(.contact, "kim@example.test")
        let allow = try action("allow")
        let describe = try #require(allow.form)
        let form = try await describe(contact)
        let outcome = try await fixture.perform("allow", on: [contact])
        #expect(contact["suppression"] == .text("bounce"))
        #expect(contact["phone_suppression"] == .text("manual"))
        #expect(allow.confirmation(contact) == .none)
        #expect(form.fields.isEmpty)
        #expect(try await people.number("SELECT count(*) FROM suppression WHERE lifted_at IS NULL") == 0)
        #expect(try await people.events() == ["allowed", "allowed"])
        try await fixture.undo(outcome)
        #expect(try await people.number("SELECT count(*) FROM suppression WHERE lifted_at IS NULL") == 2)
    }

    @Test func `an entry for all accounts is not lifted for one`() async throws {
        try await people.contact()
        try await people.suppress(forAll: true)
        let contact = try await fixture.find(.contact, "kim@example.test")
        let error = await failure { try await fixture.perform("allow", on: [contact]) }
        #expect(error?.code == .refused)
        #expect(error?.message == "kim@example.test is suppressed for all accounts.")
    }

    @Test func `undo of allow is refused where the address was suppressed anew`() async throws {
        let contact = try await contact(for: "allow")
        let outcome = try await fixture.perform("allow", on: [contact])
        try await people.suppress("kim@example.test", .complaint)
        let error = await failure { try await fixture.undo(outcome) }
        #expect(error?.code == .conflict)
        #expect(
            try await fixture.find(.contact, contact.id.native)["suppression"] == .text("complaint"))
    }
}
