import ServiceCore
import Store
import Testing

@testable import Platform

/// Accounts beside one another, and addresses that are nobody's contact.
extension PersonTraceTests {
    @Test func `an entry without a contact is lifted in suppressions`() async throws {
        try await fixture.create(
            .suppression, ["account": PeopleFixture.username, "address": Self.kim, "note": "asked"])
        let verdict = try #require(try await trace().verdicts.first)
        #expect(
            verdict.stop
                == PersonTrace.Stop(
                    rule: "suppressed: manual", since: fixture.clock.now, cause: "kim@console",
                    remedy: "allow", remedyKind: .suppression))
        #expect(verdict.contact == nil)
        #expect(verdict.notes == ["no contact of this account", "noted: asked"])
        #expect(try await trace().events.map(\.reply) == ["by kim@console: asked"])
    }

    @Test func `each account that knows the address has a verdict of its own`() async throws {
        try await fixture.account("other@shop.example")
        try await people.contact()
        try await people.write(
            """
            INSERT INTO recipient (account, address, status, why, changed_at)
            VALUES (2, 'kim@example.test', 'inactive', 'bounced', 1770000000000)
            """)
        let verdicts = try await trace().verdicts
        #expect(verdicts.map(\.account) == ["ops@shop.example", "other@shop.example"])
        #expect(verdicts[0].stop == nil)
        #expect(verdicts[1].stop?.rule == "sender not approved")
        #expect(
            verdicts[1].notes == [
                "no contact of this account", "recipient inactive since 2026-02-02T02:40:00Z: bounced",
            ])
    }

    @Test func `a stranger has a verdict for each account that could send`() async throws {
        try await fixture.account("other@shop.example")
        let verdicts = try await trace("stranger@example.test").verdicts
        #expect(verdicts.map(\.account) == [PeopleFixture.username])
        #expect(verdicts[0].stop == nil)
        #expect(try await stop("stranger@example")?.rule == "address unusable")
        #expect(try await stop("stranger@example")?.remedy == nil)
    }

    @Test func `a complaint for all accounts stops whom a bounce entry of the account would not`()
        async throws
    {
        let contact = try await people.contact()
        try await fixture.perform("whitelist", on: [contact])
        try await people.suppress()
        try await people.suppress(Self.kim, .complaint, forAll: true)
        let counted = try await fixture.store.read { db in
            try AudienceSpec(kind: .all).countByReason(
                account: 1, channel: .email, isSenderApproved: true, in: db)
        }
        #expect(try await stop()?.rule == "suppressed: complaint")
        #expect(counted == ["suppressed: complaint": 1])
    }
}
