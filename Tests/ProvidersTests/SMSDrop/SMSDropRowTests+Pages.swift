import FoundationEssentials
import Providers
import ServiceCore
import TestSupport
import Testing

/// Lists that come in pages, as the platform gives them.
extension SMSDropRowTests {
    /// A campaign that is called as the desk's own, and others that are not.
    func pageWithOne(of count: Int) -> String {
        let others = (1..<count).map { SMSDropFixture.campaign(id: "o\($0)", title: "Other") }
        return "[" + ([SMSDropFixture.campaign(id: "c0")] + others).joined(separator: ",") + "]"
    }

    func skips(_ desk: SMSDropDesk) -> [String?] {
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
        let error = try await desk.board.failure {
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
        let error = try await desk.board.failure { try await gathering.pages(.all) { _ in true } }
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
