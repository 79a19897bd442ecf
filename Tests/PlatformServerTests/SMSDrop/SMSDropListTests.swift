import Foundation
import ServiceCore
import Testing

@testable import PlatformServer

/// Reading campaigns one by one and in windows (§5).
@Suite struct SMSDropListTests {
    private func titles(_ desk: SMSDropDesk, _ query: String = "") async -> [String?] {
        await desk.get("api/campaigns/", query).list.map { $0["title"] as? String }
    }

    @Test func `the newest come first, ties by the order of making, in windows`() async throws {
        let desk = try await SMSDropDesk()
        for number in 1...5 {
            await desk.launch(more: #", "title": "\#(number)""#)
            if number == 3 { desk.time.advance(by: 1) }
        }
        #expect(await titles(desk) == ["5", "4", "3", "2", "1"])
        #expect(await titles(desk, "skip=1&limit=2") == ["4", "3"])
        #expect(await titles(desk, "skip=4&limit=500") == ["1"])
        #expect(await titles(desk, "limit=0") == [])
        #expect(await titles(desk, "skip=5") == [])
        #expect(await titles(desk, "skip=99999999999999999999999") == [])
    }

    @Test func `an account with none has an empty array`() async throws {
        let answer = await (try await SMSDropDesk()).get("api/campaigns/", "skip=0&limit=100")
        #expect(answer.status == 200 && answer.list.isEmpty && answer.object.isEmpty)
    }

    @Test(arguments: [
        ("skip=-1", ["query skip"]), ("limit=-1", ["query limit"]),
        ("skip=a&limit=", ["query skip", "query limit"]),
        ("limit=1001", ["query limit"]), ("limit=1.0", ["query limit"]), ("skip=-", ["query skip"]),
        ("skip=-99999999999999999999999", ["query skip"]),
    ])
    func `a window that is none is a 422`(query: String, places: [String]) async throws {
        let answer = await (try await SMSDropDesk()).get("api/campaigns/", query)
        #expect(answer.status == 422)
        #expect(answer.places == places)
    }

    @Test func `a campaign is read by its id, whatever the case`() async throws {
        let desk = try await SMSDropDesk()
        let made = await desk.launch()
        #expect(await desk.get("api/campaigns/\(made.id)").id == made.id)
        #expect(await desk.get("api/campaigns/\(made.id)/").id == made.id)
        #expect(await desk.get("api/campaigns/\(made.id.uppercased())").id == made.id)
    }

    /// Release 1.0.0 asks for `<built-in function id>` each time it refreshes.
    @Test(arguments: ["<built-in function id>", "7", "retry", "6c4e0000-0000-4000-8000-000000000000"])
    func `what is no campaign is a 404, no UUID too`(id: String) async throws {
        let answer = await (try await SMSDropDesk()).get("api/campaigns/\(id)")
        #expect(answer.status == 404)
        #expect(answer.keys == ["detail"] && answer.detail == "Not Found")
    }

    @Test func `an account sees its own alone`() async throws {
        let desk = try await SMSDropDesk()
        let made = await desk.launch()
        let other = try await desk.neighbour()
        #expect(await other.get("api/campaigns/").list.isEmpty)
        #expect(await other.get("api/campaigns/\(made.id)").status == 404)
        #expect(await desk.get("api/campaigns/").list.count == 1)
    }

    @Test func `the board's launches to numbers are among them, its drafts and e-mails are not`() async throws
    {
        let desk = try await SMSDropDesk()
        let create = try #require(desk.campaigns?.create)
        for values in [
            ["type": "sms-unicode", "title": "Board", "audience": "+229 63 58 82 13, 22963588214"],
            ["type": "sms-plain", "title": "Draft", "audience": "+22963588213"],
            ["type": "normal", "title": "Mail", "audience": "a@x.example"],
        ] {
            let common = ["account": desk.email, "sender": "", "text": "hi"]
            _ = try await create.submit(nil, FormValues(common.merging(values) { $1 }))
        }
        let row = try await desk.row("Board")
        _ = try await desk.campaigns?.update?.submit(row, FormValues(["sender": "Max"]))
        try await desk.perform("launch", on: try await desk.row("Board"))
        let listed = await desk.get("api/campaigns/").list
        #expect(listed.map { $0["title"] as? String } == ["Board"])
        #expect(listed.first?["recipient_list"] as? [String] == ["+22963588213", "+22963588214"])
        #expect(listed.first?["message_type"] as? Int == 2)
    }
}
