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
        let error = try await desk.failure { _ = try await find("Spring sale") }
        #expect(error.code == .conflict)
        #expect(error.hint == "Name one by its id: c0, c900.")
        #expect(try await find(SMSDropFixture.id)?.id == SMSDropDesk.id)
    }

    // MARK: Pages

    private func page(_ count: Int, from first: Int = 0) -> String {
        "[" + (first..<first + count).map { SMSDropFixture.campaign(id: "c\($0)") }.joined(separator: ",")
            + "]"
    }

    /// A campaign that is called as the desk's own, and others that are not.
    private func pageWithOne(of count: Int) -> String {
        let others = (1..<count).map { SMSDropFixture.campaign(id: "o\($0)", title: "Other") }
        return "[" + ([SMSDropFixture.campaign(id: "c0")] + others).joined(separator: ",") + "]"
    }

    private func skips(_ desk: SMSDropDesk) -> [String?] {
        desk.server.requests(to: "GET", "/api/campaigns/").map { $0.query["skip"] }
    }

    @Test func `pages are followed to the first that is short, also where fewer are given than asked`()
        async throws
    {
        let desk = try await SMSDropDesk()
        desk.server.answer(
            "GET", "/api/campaigns/", .json(page(500)), .json(page(100, from: 500)),
            .json(page(7, from: 600)))
        let page = try #require(
            try await desk.campaigns.operations.list?.page(ListRequest(limit: 1000)))
        #expect(page.items.count == 607)
        #expect(skips(desk) == ["0", "500", "600"])
    }

    @Test func `pages that are held shorter than promised are followed, too`() async throws {
        let desk = try await SMSDropDesk()
        desk.server.answer(
            "GET", "/api/campaigns/", .json(page(50)), .json(page(50, from: 50)), .json(page(7, from: 100)))
        let list = try await desk.campaigns.operations.list?.page(ListRequest(limit: 1000))
        #expect(list?.items.count == 107)
        #expect(skips(desk) == ["0", "50", "100"])
    }

    @Test func `a short list that comes again is the whole of it`() async throws {
        let desk = try await SMSDropDesk()
        desk.server.answer("GET", "/api/campaigns/", .json(page(20)))
        let list = try await desk.campaigns.operations.list?.page(ListRequest(limit: 1000))
        #expect(list?.items.count == 20)
        #expect(skips(desk) == ["0", "20"])
    }

    @Test func `a last page that holds an odd row alone is shown`() async throws {
        let desk = try await SMSDropDesk()
        desk.server.answer("GET", "/api/campaigns/", .json(page(100)), .json("[{}]"))
        let list = try await desk.campaigns.operations.list?.page(ListRequest(limit: 1000))
        #expect(list?.items.count == 101)
    }

    @Test func `a row that slides to the next page is told once`() async throws {
        let desk = try await SMSDropDesk()
        desk.server.answer(
            "GET", "/api/campaigns/", .json(page(500)), .json(page(1, from: 499)))
        let page = try #require(
            try await desk.campaigns.operations.list?.page(ListRequest(limit: 1000)))
        #expect(page.items.count == 500)
    }

    @Test func `the same page again is an error, not an endless loop`() async throws {
        let desk = try await SMSDropDesk()
        desk.server.answer("GET", "/api/campaigns/", .json(page(100)))
        let error = try await desk.failure {
            _ = try await desk.campaigns.operations.list?.page(ListRequest())
        }
        #expect(error.code == .malformedAnswer)
        #expect(error.message == "smsdrop hands over the same page of campaigns again and again.")
        #expect(desk.asked.count == 2)
    }

    @Test func `the same page again is seen to be the same beside a row that nobody can read`() async throws {
        let desk = try await SMSDropDesk()
        let rows = (0..<99).map { SMSDropFixture.campaign(id: "c\($0)") } + ["{}"]
        desk.server.answer("GET", "/api/campaigns/", .json("[\(rows.joined(separator: ","))]"))
        let gathering = try #require(desk.campaigns.operations.list?.gathering)
        let error = try await desk.failure { try await gathering.pages(.all) { _ in true } }
        #expect(error.code == .malformedAnswer)
        #expect(desk.asked.count == 2)
    }

    @Test func `a platform that pages nothing has given all at once`() async throws {
        let desk = try await SMSDropDesk()
        desk.server.answer("GET", "/api/campaigns/", .json(page(700)))
        let list = try await desk.campaigns.operations.list?.page(ListRequest(limit: 1000))
        #expect(list?.items.count == 700)
    }

    @Test func `endless new rows end at the cap`() async throws {
        let desk = try await SMSDropDesk()
        desk.server.answer("GET", "/api/campaigns/") { request in
            let skip = Int(request.query["skip"] ?? "") ?? 0
            return .json(page(500, from: skip))
        }
        let gathering = try #require(desk.campaigns.operations.list?.gathering)
        #expect(try await gathering.load(.all).count == gathering.cap)
        #expect(desk.asked.count == 10)
    }
}

/// What smsdrop leaves out of a campaign or a profile.
@Suite struct SMSDropPartialTests {
    private func row(_ item: String) async throws -> Row {
        let desk = try await SMSDropDesk()
        defer { withExtendedLifetime(desk) {} }
        desk.server.answer("GET", "/api/campaigns/\(SMSDropFixture.id)", .json(item))
        return try #require(try await desk.campaigns.operations.find?(SMSDropFixture.id))
    }

    @Test(arguments: ["PAUSED", "Expired by operator"])
    func `a status that is none of the documented ones is shown as it stands`(word: String) async throws {
        let row = try await row(SMSDropFixture.campaign(status: word))
        #expect(row["state"].plainText == word)
        #expect(RowJSON.object(row, fields: ["state"]).hasSuffix("\"state\":\"\(word)\"}"))
        let desk = try await SMSDropDesk()
        defer { withExtendedLifetime(desk) {} }
        let launch = try #require(desk.campaigns.action("launch"))
        #expect(launch.availability(row) == .disabled("it is \(word)"))
    }

    @Test func `a bare campaign is in no state, with nobody knows how many recipients and parts`()
        async throws
    {
        let row = try await row(#"{"id": "\#(SMSDropFixture.id)"}"#)
        for field in ["state", "type", "percentage", "audience_size", "parts"] {
            #expect(row[field] == .none, "\(field)")
        }
    }

    @Test func `a bare profile is neither active nor verified`() async throws {
        let desk = try await SMSDropDesk()
        defer { withExtendedLifetime(desk) {} }
        desk.server.answer("GET", "/api/users/me", .json(#"{"id": "6c4e...", "email": "a@b.example"}"#))
        let operations = try #require(desk.connection.resources[.account]).operations
        let row = try #require(try await operations.list?.page(ListRequest()).items.first)
        for field in ["state", "verified", "admin", "track_opens"] {
            #expect(row[field] == .none, "\(field)")
        }
    }
}
