import Foundation
import ServiceCore
import Testing

@testable import PlatformServer

/// Launching again what was stored (§5).
@Suite struct SMSDropRetryTests {
    private func retry(_ desk: SMSDropDesk, _ id: String) async -> SMSDropAnswer {
        await desk.post("api/campaigns/retry", #"{"id": "\#(id)"}"#)
    }

    @Test func `a retry is a 201 until there are credits, then launches once`() async throws {
        let desk = try await SMSDropDesk(credits: 1)
        let made = await desk.launch(["+22963588213", "+22963588214"])
        #expect(made.status == 201)
        let early = await retry(desk, made.id)
        #expect(early.status == 201 && early.id == made.id && early.state == "ABORTED")
        try await desk.grant(4)
        let done = await retry(desk, made.id)
        #expect(done.status == 200 && done.id == made.id && done.state == "PENDING")
        #expect(done.object["message_count"] as? Int == 2)
        #expect(await desk.credits() == 3)
        #expect(await retry(desk, made.id).status == 200)
        #expect(await desk.credits() == 3)
    }

    @Test func `many retries at once launch once`() async throws {
        let desk = try await SMSDropDesk(credits: 0)
        let id = await desk.launch().id
        try await desk.grant(10)
        let statuses = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<8 { group.addTask { await retry(desk, id).status } }
            return await group.reduce(into: [Int]()) { $0.append($1) }
        }
        #expect(statuses == Array(repeating: 200, count: 8))
        #expect(await desk.credits() == 9)
    }

    @Test func `a campaign that is not aborted is left alone`() async throws {
        let desk = try await SMSDropDesk()
        let made = await desk.launch(more: #", "defer_by": 600"#)
        let answer = await retry(desk, made.id)
        #expect(answer.status == 200 && answer.state == "SCHEDULED")
        #expect(await desk.credits() == 99)
    }

    @Test func `one that a person cancelled is told as aborted and left alone`() async throws {
        let desk = try await SMSDropDesk()
        let made = await desk.launch(more: #", "title": "Gone", "defer_by": 600"#)
        try await desk.perform("abort", on: try await desk.row("Gone"))
        #expect(await desk.get("api/campaigns/\(made.id)").state == "ABORTED")
        let answer = await retry(desk, made.id)
        #expect(answer.status == 200 && answer.state == "ABORTED")
        #expect(await desk.credits() == 100)
    }

    @Test(arguments: ["nonsense", "", "6c4e0000-0000-4000-8000-000000000000"])
    func `an id that is unknown or none is not found`(id: String) async throws {
        let answer = await retry(try await SMSDropDesk(), id)
        #expect(answer.status == 404 && answer.detail == "Not Found")
    }

    /// Release 1.0.0 sends a null, 0.1.0 nothing, for a campaign that was never launched.
    @Test(arguments: [#"{"id": null}"#, "{}", #"{"id": 7}"#])
    func `no id at all is a 422`(body: String) async throws {
        let answer = await (try await SMSDropDesk()).post("campaigns/retry", body)
        #expect(answer.status == 422 && answer.places == ["body id"])
    }

    @Test func `another account's campaign is not found and stays as it is`() async throws {
        let desk = try await SMSDropDesk(credits: 0)
        let made = await desk.launch()
        let other = try await desk.neighbour()
        #expect(await retry(other, made.id).status == 404)
        #expect(await other.credits() == 100)
        #expect(await desk.get("api/campaigns/\(made.id)").state == "ABORTED")
    }
}
