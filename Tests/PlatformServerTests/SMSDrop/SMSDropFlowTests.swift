import Foundation
import Platform
import ServiceCore
import Testing

@testable import PlatformServer

/// The way of a campaign through the engine (§5).
@Suite struct SMSDropFlowTests {
    private let hundred = (0..<100).map { "+229635\(88_000 + $0)" }

    @Test func `a campaign of a hundred ends with all of them through`() async throws {
        let desk = try await SMSDropDesk(sandbox: .immediate())
        let made = await desk.launch(hundred, more: #", "title": "Test Campaign""#)
        try await desk.finish("Test Campaign")
        let answer = await desk.get("api/campaigns/\(made.id)")
        #expect(answer.state == "COMPLETED")
        #expect(answer.object["delivery_percentage"] as? Double == 100)
        #expect(answer.object["message_count"] as? Int == 100)
    }

    @Test func `one that was deferred goes when its time has come`() async throws {
        let desk = try await SMSDropDesk()
        let made = await desk.launch(more: #", "title": "Later", "defer_by": 120"#)
        #expect(made.state == "SCHEDULED")
        desk.time.advance(by: 121)
        try await desk.finish("Later")
        #expect(await desk.get("api/campaigns/\(made.id)").state == "COMPLETED")
        #expect(await desk.credits() == 99)
    }

    @Test func `one that is paused is still sending`() async throws {
        let desk = try await SMSDropDesk()
        let made = await desk.launch(more: #", "title": "Held""#)
        try await desk.perform("pause", on: try await desk.row("Held"))
        let answer = await desk.get("api/campaigns/\(made.id)")
        #expect(answer.state == "SENDING")
        #expect(answer.object["delivery_percentage"] as? Double == 0)
    }
}
