import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

@Suite struct TenantSMSTests {
    let bench: TemporaryPlatform
    let tenant: Tenant

    init() async throws {
        bench = try await TemporaryPlatform()
        tenant = try await bench.tenant(face: "smsdrop")
        try await bench.store.write { [tenant] db in
            try SMSLedger.book(3, "grant", account: tenant.id, campaign: nil, at: 0, in: db)
        }
    }

    private func draft(
        _ recipients: [String] = ["22963588213"], schedule: Campaign.Schedule? = nil
    ) -> SMSDraft {
        SMSDraft(
            title: "Test", text: "hi", sender: "Max", recipients: recipients, schedule: schedule)
    }

    private func plan(_ sql: SQL) async throws -> String {
        try await bench.store.read { db in try db.plan(sql) }
    }

    @Test func `a window of campaigns and a token are found by an index, and nothing is sorted`() async throws
    {
        let page = try await plan(SQL(text: SMSCampaignQueries.page, [1, 1, 1]))
        #expect(page.contains("INDEX campaign_listed") && !page.contains("TEMP B-TREE"))
        let owner = AccessTokens.owner(of: Data(), at: 1)
        let token = try await plan("SELECT id FROM account WHERE is_active AND id = \(owner)")
        #expect(token.contains("SEARCH account USING INTEGER PRIMARY KEY"))
        #expect(token.contains("SEARCH access_token USING PRIMARY KEY"))
    }

    @Test func `a token finds its account until its life ends, in this process and the next`() async throws {
        let token = try await tenant.issueToken(lasting: .seconds(3600))
        let tenants = Tenants(bench.platform, face: "smsdrop")
        #expect(try await tenants.find(token: token)?.id == tenant.id)
        let next = try await EmbeddedPlatform.open(
            PlatformOptions(
                dataDirectory: bench.path, who: "next", clock: { [clock = bench.clock] in clock.now }))
        #expect(try await Tenants(next, face: "smsdrop").find(token: token)?.id == tenant.id)
        await next.close()
        bench.clock.advance(by: 3600)
        #expect(try await tenants.find(token: token) == nil)
        #expect(try await tenants.find(token: Secret("other")) == nil)
    }

    @Test func `the database holds a token's keyed hash alone, and not for longer than needed`() async throws
    {
        let token = try await tenant.issueToken(lasting: .seconds(60))
        let kept = try await bench.store.read { db in
            try Data.fetchAll(db, "SELECT token_hmac FROM access_token")
        }
        #expect(kept == [bench.store.vault.lookupValue(token, for: .accessToken)])
        #expect(kept[0] != bench.store.vault.lookupValue(token, for: .accountKey))
        bench.clock.advance(by: 61)
        _ = try await tenant.issueToken(lasting: .seconds(60))
        #expect(try await bench.store.read { db in try StoreFixture.count(db, "access_token") } == 1)
    }

    @Test func `numbers are sent to in one form and given back in their maker's`() async throws {
        let made = try await tenant.launchSMS(draft(["22963588213", "0022963588214"]), source: "smsdrop")
        #expect(made.recipients == ["22963588213", "0022963588214"])
        let spec = try await bench.store.read { db in
            try CampaignQueries.audience(of: made.rowID, in: db)
        }
        #expect(spec.addresses == ["+22963588213", "+22963588214"])
        let plain = try await tenant.launchSMS(draft(["+22963588213"]), source: "smsdrop")
        let other = try await bench.store.read { db in
            try CampaignQueries.audience(of: plain.rowID, in: db)
        }
        #expect(other.written == nil)
    }

    @Test func `an edit on the board that leaves the numbers as they read changes nothing`() async throws {
        let made = try await tenant.launchSMS(
            draft(["22963588213", "22963588214", "22963588215", "22963588216"]), source: "smsdrop")
        #expect(made.state == .waitingCredit)
        let row = try await bench.find(.campaign, "Test")
        let same = "+22963588213, +22963588214, +22963588215, +22963588216"
        #expect(try await bench.edit(row, ["audience": same]).message.hasPrefix("nothing to change"))
        try await bench.edit(row, ["audience": "+22963588213"])
        #expect(try await tenant.smsCampaign(made.uuid)?.recipients == ["+22963588213"])
        #expect(try await tenant.retrySMS(made.uuid)?.state == .preparing)
    }

    @Test(arguments: ["x", "", "+1234567"])
    func `what is no number or no sender is refused, and nothing is made`(text: String) async throws {
        #expect(
            await failure { try await tenant.launchSMS(draft([text]), source: "smsdrop") }?.field
                == "audience")
        var other = draft()
        other.sender = "no sender at all"
        #expect(await failure { try await tenant.launchSMS(other, source: "smsdrop") }?.field == "sender")
        #expect(try await bench.store.read { db in try StoreFixture.count(db, "campaign") } == 0)
    }

    @Test func `one that missed its hour while nothing ran is launched by a retry`() async throws {
        let made = try await tenant.launchSMS(draft(schedule: .delay(seconds: 60)), source: "smsdrop")
        bench.clock.advance(by: 3600)
        let now = bench.clock.now
        try await bench.store.write { db in
            var transaction = DeliveryTransaction(db, now: now, source: "engine")
            try transaction.start(try #require(try LaunchRow.of(made.rowID, in: db)))
            try transaction.finish()
        }
        let missed = try #require(try await tenant.smsCampaign(made.uuid))
        #expect(missed.state == .draft && missed.isUnlaunched)
        #expect(try await tenant.smsCampaigns(skipping: 0, limit: 10).count == 1)
        let retried = try #require(try await tenant.retrySMS(made.uuid))
        #expect(retried.state == .scheduled)
        #expect(try await tenant.subscription().credits == 2)
    }

    @Test func `all listed numbers are charged at acceptance, those that are not sent too`() async throws {
        try await bench.store.write { db in
            try db.execute(
                """
                INSERT INTO suppression (account, channel, address, reason, at)
                VALUES (1, 'sms', '+22963588213', 'manual', 0)
                """)
        }
        let made = try await tenant.launchSMS(
            draft(["22963588213", "22963588214", "22963588214"]), source: "smsdrop")
        #expect(made.state == .preparing)
        #expect(try await tenant.subscription().credits == 0)
        let short = try await tenant.launchSMS(draft(["22963588213"]), source: "smsdrop")
        #expect(short.state == .waitingCredit)
        #expect(try await tenant.retrySMS(short.uuid)?.state == .waitingCredit)
        try await bench.store.write { db in
            try SMSLedger.book(1, "grant", account: 1, campaign: nil, at: 0, in: db)
        }
        #expect(try await tenant.retrySMS(short.uuid)?.state == .preparing)
        #expect(try await tenant.subscription().credits == 0)
    }

    @Test func `an account that is gone has neither profile nor subscription`() async throws {
        #expect(try await tenant.subscription().credits == 3)
        try await bench.store.write { db in try db.execute("DELETE FROM account") }
        #expect(await failure { try await tenant.profile() }?.code == .unauthorized)
        #expect(await failure { try await tenant.subscription() }?.code == .unauthorized)
    }
}
