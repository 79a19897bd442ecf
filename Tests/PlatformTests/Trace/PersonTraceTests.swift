import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

@Suite struct PersonTraceTests {
    let people: PeopleFixture
    var fixture: TemporaryPlatform { people.fixture }
    static let kim = "kim@example.test"

    init() async throws {
        people = try await PeopleFixture()
        try await people.approveSender()
    }

    func trace(_ address: String = kim) async throws -> PersonTrace {
        try await people.trace(address)
    }

    func stop(_ address: String = kim) async throws -> PersonTrace.Stop? {
        try await people.verdict(address).stop
    }

    @Test func `nothing stops a message to a contact in order`() async throws {
        let contact = try await people.contact(Self.kim, ["groups": "vip, new"])
        try await people.write(
            "UPDATE contact SET whitelisted_at = 1770000000000, hard_count = 1, last_hard_at = 1770000001000")
        let trace = try await trace(" KIM@example.test")
        #expect(
            trace.verdicts == [
                .init(
                    connection: "embedded", account: PeopleFixture.username, contact: contact.id,
                    notes: [
                        "whitelisted since 2026-02-02T02:40:00Z",
                        "1 hard bounce, the last 2026-02-02T02:40:01Z", "groups: new, vip",
                    ])
            ])
        #expect(trace.address == Self.kim)
    }

    @Test func `who invalidated by hand is named, with what lifts it`() async throws {
        let contact = try await people.contact()
        fixture.clock.advance(by: 0.123)
        try await fixture.perform("invalidate", on: [contact])
        #expect(
            try await stop()
                == PersonTrace.Stop(
                    rule: "invalid", since: Date(storedTime: 1_770_000_000_123), cause: "kim@console",
                    remedy: "revalidate"))
        try await fixture.perform("revalidate", on: [contact])
        #expect(try await stop() == nil)
        #expect(try await trace().events.map(\.kind) == [.revalidated, .invalidated])
    }

    @Test func `bounces that invalidated are named with their campaign`() async throws {
        try await people.contact()
        try await people.write(
            """
            INSERT INTO campaign (uuid, account, numid, channel, type, title, created_at, updated_at)
            VALUES ('c1', 1, 1, 'email', 'normal', 'Spring sale', 0, 0)
            """)
        try await people.write("UPDATE contact SET invalid_at = 7000, invalid_why = '2 hard bounces'")
        try await people.write(
            "INSERT INTO event (account, kind, at, contact, campaign, source) VALUES (1, 15, 7000, 1, 1, 'sandbox')"
        )
        #expect(
            try await stop()
                == PersonTrace.Stop(
                    rule: "invalid", since: Date(timeIntervalSince1970: 7),
                    cause: "campaign Spring sale: 2 hard bounces", remedy: "revalidate"))
    }

    @Test func `the first rule in order is told, the next is noted`() async throws {
        let contact = try await people.contact()
        try await fixture.perform("invalidate", on: [contact])
        try await people.suppress(Self.kim, .complaint)
        let verdict = try #require(try await trace().verdicts.first)
        #expect(verdict.stop?.rule == "suppressed: complaint")
        #expect(verdict.stop?.remedy == "allow")
        #expect(verdict.stop?.remedyKind == .contact)
        #expect(verdict.notes.contains("invalid too, since 2026-02-02T02:40:00Z"))
    }

    @Test func `a suppression's event tells the campaign that it came from`() async throws {
        try await people.contact()
        try await people.write(
            """
            INSERT INTO campaign (uuid, account, numid, channel, type, title, created_at, updated_at)
            VALUES ('c1', 1, 1, 'email', 'normal', 'Spring sale', 0, 0)
            """)
        try await people.write(
            "INSERT INTO event (account, kind, at, contact, campaign, source) VALUES (1, 11, 5000, 1, 1, 'sandbox')"
        )
        try await people.suppress(Self.kim, .complaint)
        try await people.write("UPDATE suppression SET source_event = 1")
        #expect(try await stop()?.cause == "campaign Spring sale")
    }

    @Test func `the whitelist overrules a bounce entry and nothing else`() async throws {
        let contact = try await people.contact()
        try await people.suppress()
        #expect(try await stop()?.rule == "suppressed: bounce")
        try await fixture.perform("whitelist", on: [contact])
        let verdict = try #require(try await trace().verdicts.first)
        #expect(verdict.stop == nil)
        #expect(
            verdict.notes.last
                == "suppressed (bounce) since 2026-02-02T02:40:00Z, which the whitelist overrules")
    }

    @Test func `a lifted entry is history`() async throws {
        try await people.contact()
        try await people.suppress(Self.kim, .complaint)
        fixture.clock.advance(by: 5)
        let contact = try await fixture.find(.contact, Self.kim)
        try await fixture.perform("allow", on: [contact], ["reason": "asked by phone"])
        let verdict = try #require(try await trace().verdicts.first)
        #expect(verdict.stop == nil)
        #expect(
            verdict.notes == [
                "suppressed (complaint) from 2026-02-02T02:40:00Z until 2026-02-02T02:40:05Z by kim@console: asked by phone"
            ])
    }

    @Test func `a number is traced by the rules of text messages`() async throws {
        let contact = try await people.contact(Self.kim, ["phone": "+34600123456"])
        try await fixture.perform("invalidate", on: [contact])
        try await people.write("UPDATE account SET sms_credits = 5")
        #expect(try await stop("0034 600 123 456") == nil)
        try await people.suppress("+34600123456", .unsubscribe, channel: .sms)
        #expect(try await stop("+34600123456")?.rule == "suppressed: unsubscribe")
        try await people.write("UPDATE suppression SET lifted_at = 1")
        try await people.write("UPDATE contact SET allows_sms = 0")
        #expect(try await stop("+34600123456")?.rule == "channel not allowed")
        #expect(try await trace("+34600123456").events.map(\.kind) == [.invalidated])
    }

    @Test func `all events of the address come newest first, 500 at most`() async throws {
        try await people.contact()
        try await people.write(
            "INSERT INTO batch (uuid, account, channel, created_at) VALUES ('b', 1, 'email', 0)")
        try await people.write("INSERT INTO submission (batch, source, created_at) VALUES (1, 'api', 0)")
        try await people.write(
            """
            INSERT INTO delivery (submission, batch, ordinal, address, state, changed_at)
            VALUES (1, 1, 1, 'kim@example.test', 5, 0)
            """)
        try await people.write(
            "INSERT INTO event (account, kind, at, delivery, source) VALUES (1, 2, 9, 1, 'sandbox')")
        try await people.write(
            "INSERT INTO event (account, kind, at, address, source) VALUES (1, 20, 8, 'kim@example.test', 'x')"
        )
        try await people.write(
            """
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 600)
            INSERT INTO event (account, kind, at, contact, source) SELECT 1, 12, 9 + i, 1, 'x' FROM n
            """)
        let all = try await trace().events
        try await people.write("DELETE FROM event WHERE kind = 12")
        let few = try await trace().events
        #expect(all.count == 500)
        #expect(all.first?.time == Date(storedTime: 609))
        #expect(few.map(\.kind) == [.accepted, .suppressed])
        #expect(few.allSatisfy { $0.person == Self.kim })
    }

    @Test func `a channel that the contact does not take stops it, and the form gives it back`() async throws
    {
        let contact = try await people.contact(Self.kim, ["channels": "SMS alone"])
        let stop = try await stop()
        _ = try await fixture.edit(contact, ["channels": "e-mail and SMS"])
        #expect(stop?.rule == "channel not allowed")
        #expect(stop?.advice.contains("Channels") == true)
        #expect(try await self.stop() == nil)
    }

    @Test func `the rules agree with those of a launch`() async throws {
        for number in 1...5 { try await people.contact("p\(number)@example.test") }
        try await people.write("UPDATE contact SET invalid_at = 1 WHERE numid IN (2, 4)")
        try await people.write("UPDATE contact SET whitelisted_at = 1 WHERE numid IN (3, 5)")
        try await people.write("UPDATE contact SET allows_email = 0 WHERE numid = 1")
        try await people.suppress("p3@example.test", .bounce)
        try await people.suppress("p4@example.test", .unsubscribe)
        try await people.suppress("p5@example.test", .complaint, forAll: true)
        var traced: [String?: Int] = [:]
        for number in 1...5 { traced[try await stop("p\(number)@example.test")?.rule, default: 0] += 1 }
        let counted = try await fixture.store.read { db in
            try AudienceSpec(kind: .all).countByReason(
                account: 1, channel: .email, isSenderApproved: true, in: db)
        }
        #expect(traced == counted)
    }
}
