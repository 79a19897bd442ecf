import FoundationEssentials
import Providers
import ServiceCore
import TestSupport
import Testing

@Suite struct SMSDropRowTests {
    @Test func `profile and subscription are one account with its credits`() async throws {
        let desk = try await SMSDropDesk()
        let operations = try #require(desk.connection.resources[.account]).operations
        let row = try #require(try await operations.list?.page(ListRequest()).items.first)
        let account = try #require(row.resource as? Account)
        #expect(account.id == ResourceID("sms", .account, "6c4e..."))
        #expect(account.username == "a@b.example")
        #expect(account.isActive == true && account.isVerified == true && account.isAdmin == false)
        #expect(account.smsCredits == 120)
        #expect(account.subscriptionID == "90aa...")
        #expect(account.subscribed == DateReading.instant("2026-01-05T09:00:00Z"))
        #expect(desk.asked == ["GET /api/users/me", "GET /api/subscriptions/"])
        #expect(try await operations.find?("a@b.example") != nil)
        #expect(try await operations.find?("c@d.example") == nil)
    }

    @Test func `a campaign’s thirteen fields stand in its row`() async throws {
        let desk = try await SMSDropDesk()
        let page = try #require(try await desk.campaigns.operations.list?.page(ListRequest()))
        let campaign = try #require(page.items.first?.resource as? Campaign)
        #expect(campaign.id == SMSDropDesk.id)
        #expect(campaign.account == "a@b.example")
        #expect(campaign.channel == .sms && campaign.type == .smsPlain)
        #expect(campaign.title == "Spring sale" && campaign.text == "Half price today")
        #expect(campaign.sender == "SHOP")
        #expect(campaign.audience == "+22963588213, 22963588214" && campaign.audienceSize == 2)
        #expect(campaign.partCount == 2 && campaign.percentage == 0)
        #expect(campaign.state == .preparing && campaign.stateReason == "")
        #expect(campaign.schedule == nil)
        #expect(campaign.created == DateReading.instant("2026-03-01T12:00:05Z"))
        let asked = try #require(desk.server.requests(to: "GET", "/api/campaigns/").first)
        #expect(asked.target == "/api/campaigns/?skip=0&limit=500")
    }

    @Test(arguments: [
        ("PENDING", "0", Campaign.State.preparing, ""), ("SENDING", "40.5", .running, ""),
        ("COMPLETED", "100", .finished, ""), ("COMPLETED", "80", .finished, "80 % delivered"),
        ("SCHEDULED", "0", .scheduled, ""),
        ("ABORTED", "0", .waitingCredit, "not launched; it takes 4 credits"),
        ("HALTED", "0", .unknown, ""),
    ])
    func `each status is a state of the board`(
        status: String, percentage: String, state: Campaign.State, reason: String
    ) async throws {
        let desk = try await SMSDropDesk()
        desk.server.answer(
            "GET", "/api/campaigns/\(SMSDropFixture.id)",
            .json(SMSDropFixture.campaign(status: status, percentage: percentage)))
        let row = try #require(try await desk.campaigns.operations.find?(SMSDropFixture.id))
        let campaign = try #require(row.resource as? Campaign)
        #expect(campaign.state == state)
        #expect(campaign.stateReason.plainText == reason)
    }

    @Test func `both ways to defer are told`() async throws {
        let desk = try await SMSDropDesk()
        let until = SMSDropFixture.campaign(id: "a", deferUntil: #""2026-03-02T08:00:00.000000+00:00""#)
        let delay = SMSDropFixture.campaign(id: "b", deferBy: "3600")
        desk.server.answer("GET", "/api/campaigns/", .json("[\(until), \(delay)]"))
        let page = try #require(try await desk.campaigns.operations.list?.page(ListRequest()))
        let schedules = page.items.compactMap { ($0.resource as? Campaign)?.schedule }
        let date = try #require(DateReading.instant("2026-03-02T08:00:00Z"))
        #expect(
            Set(schedules) == [
                .until(date, original: "2026-03-02T08:00:00.000000+00:00"), .delay(seconds: 3600),
            ])
    }

    @Test func `a campaign of the older paths, without created_at, is read`() async throws {
        let desk = try await SMSDropDesk()
        let text = SMSDropFixture.campaign().replacing(
            #", "created_at": "2026-03-01T12:00:05+00:00""#, with: "")
        desk.server.answer("GET", "/api/campaigns/", .json("[\(text)]"))
        let page = try #require(try await desk.campaigns.operations.list?.page(ListRequest()))
        #expect((page.items.first?.resource as? Campaign)?.created == nil)
    }

    @Test func `an unknown id, or what is none, is nothing; a title is looked for`() async throws {
        let desk = try await SMSDropDesk()
        desk.server.answer(
            "GET", "/api/campaigns/bogus", .json(SMSDropFixture.invalidSender, status: 422))
        let find = try #require(desk.campaigns.operations.find)
        #expect(try await find("bogus") == nil)
        #expect(try await find("11111111-2222-3333-4444-555555555555") == nil)
        #expect(try await find("Spring sale")?.id == SMSDropDesk.id)
    }

    @Test func `of two campaigns with one title a person says which, on whichever page they stand`()
        async throws
    {
        let desk = try await SMSDropDesk()
        let last = SMSDropFixture.campaign(id: "c900")
        desk.server.answer("GET", "/api/campaigns/", .json(pageWithOne(of: 500)), .json("[\(last)]"))
        let find = try #require(desk.campaigns.operations.find)
        let error = try await desk.board.failure { _ = try await find("Spring sale") }
        #expect(error.code == .conflict)
        #expect(error.hint == "Name one by its id: c0, c900.")
        #expect(try await find(SMSDropFixture.id)?.id == SMSDropDesk.id)
    }

    func page(_ count: Int, from first: Int = 0) -> String {
        "[" + (first..<first + count).map { SMSDropFixture.campaign(id: "c\($0)") }.joined(separator: ",")
            + "]"
    }
}
