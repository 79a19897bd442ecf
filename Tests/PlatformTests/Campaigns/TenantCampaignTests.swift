import ServiceCore
import Testing

@testable import Platform

@Suite struct TenantCampaignTests {
    @discardableResult
    private func campaign(_ tenant: Tenant, _ title: String, _ type: CampaignType = .api) async throws
        -> MailCampaign
    {
        let outcome = try await tenant.campaigns.create(FormValues(["title": title, "type": type.rawValue]))
        let made = try #require(outcome.rows.first?.resource as? Campaign)
        return try #require(try await tenant.mailCampaigns(numid: made.numid).first)
    }

    @Test func `campaigns are found by type and number, those by text message never`() async throws {
        let desk = try await TwoTenants()
        try await campaign(desk.other, "theirs")
        try await campaign(desk.mine, "alerts")
        try await campaign(desk.mine, "spring", .normal)
        _ = try await desk.mine.campaigns.create(FormValues(["title": "texts", "type": "sms-plain"]))
        #expect(try await desk.mine.mailCampaigns().map(\.title) == ["alerts", "spring"])
        #expect(try await desk.mine.mailCampaigns(type: .normal).map(\.numid) == [2])
        #expect(try await desk.mine.mailCampaigns(type: .api, numid: 2).isEmpty)
        #expect(try await desk.mine.mailCampaigns(numid: 3).isEmpty)
        let plan = try await desk.read { db in
            let campaigns = AccountMailCampaigns(db: db, account: 1, connection: "embedded")
            return try db.plan(campaigns.sql(type: nil, numid: 1))
        }
        #expect(plan.contains("(account=? AND numid>? AND numid<?)"), "\(plan)")
        #expect(!plan.contains("TEMP B-TREE"), "\(plan)")
    }

    @Test func `a key of one's own choice takes the place of the old one`() async throws {
        let desk = try await TwoTenants()
        let alerts = try await campaign(desk.mine, "alerts")
        let old = try #require(try await desk.mine.key(of: alerts))
        try await desk.mine.setKey(Secret("nueva-clave"), of: alerts)
        #expect(try await desk.mine.key(of: alerts) == Secret("nueva-clave"))
        #expect(old != Secret("nueva-clave"))
        #expect(try await desk.other.key(of: alerts) == nil)
    }

    @Test func `a key belongs to one campaign, and to campaigns of type api alone`() async throws {
        let desk = try await TwoTenants()
        let (alerts, spring) = (
            try await campaign(desk.mine, "alerts"), try await campaign(desk.mine, "spring", .normal)
        )
        let theirs = try await campaign(desk.other, "theirs")
        try await desk.other.setKey(Secret("nueva-clave"), of: theirs)
        let taken = await failure { try await desk.mine.setKey(Secret("nueva-clave"), of: alerts) }
        #expect(taken?.code == .conflict)
        let refused = await failure { try await desk.mine.setKey(Secret("otra-clave"), of: spring) }
        #expect(refused?.code == .refused)
        let foreign = await failure { try await desk.mine.setKey(Secret("otra-clave"), of: theirs) }
        #expect(foreign?.code == .notFound)
    }

    @Test func `mail without a sender comes from the first approved one, else from the account`() async throws
    {
        let desk = try await TwoTenants()
        #expect(try await desk.mine.standardSender() == "ops@shop.example")
        _ = try await desk.mine.senders.create(FormValues(["address": "news@shop.example"]))
        #expect(try await desk.mine.standardSender() == "news@shop.example")
        #expect(try await desk.other.standardSender() == "ops@rival.example")
    }
}
