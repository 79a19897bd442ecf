import Foundation
import Testing

@testable import PlatformServer

/// Deferred launches and the forms of dates (§5).
@Suite struct SMSDropScheduleTests {
    /// The clock stands at 2026-03-01T12:00:05.25Z.
    @Test(arguments: [
        ("2026-03-01T13:00:05+00:00", "2026-03-01T13:00:05+00:00"),
        ("2026-03-01T13:00:05Z", "2026-03-01T13:00:05+00:00"),
        ("2026-03-01T14:30:05.123456+01:00", "2026-03-01T13:30:05.123456+00:00"),
        ("2026-03-01T13:00:05.000001", "2026-03-01T13:00:05.000001+00:00"),
        ("2026-03-01 13:00", "2026-03-01T13:00:00+00:00"), ("2026-03-02", "2026-03-02T00:00:00+00:00"),
        ("2026-12-31T23:59:59.999999-0500", "2027-01-01T04:59:59.999999+00:00"),
    ])
    func `a time to come is given back as the same instant`(sent: String, told: String) async throws {
        let desk = try await SMSDropDesk()
        let answer = await desk.launch(more: #", "defer_until": "\#(sent)""#)
        #expect(answer.status == 200)
        #expect(answer.state == "SCHEDULED")
        #expect(answer.object["defer_until"] as? String == told)
        #expect(answer.object["defer_by"] is NSNull)
        #expect(await desk.get("api/campaigns/\(answer.id)").object["defer_until"] as? String == told)
    }

    @Test func `a time that has passed launches at once and is given back all the same`() async throws {
        let desk = try await SMSDropDesk()
        let answer = await desk.launch(more: #", "defer_until": "1999-12-31T23:59:59.5Z""#)
        #expect(answer.state == "PENDING")
        #expect(answer.object["defer_until"] as? String == "1999-12-31T23:59:59.500000+00:00")
    }

    @Test(arguments: [(0, "PENDING"), (1, "SCHEDULED"), (120, "SCHEDULED")])
    func `seconds to wait are given back`(seconds: Int, state: String) async throws {
        let desk = try await SMSDropDesk()
        let answer = await desk.launch(more: #", "defer_by": \#(seconds)"#)
        #expect(answer.state == state)
        #expect(answer.object["defer_by"] as? Int == seconds)
        #expect(answer.object["defer_until"] is NSNull)
    }

    @Test func `credits are taken when a deferred launch is accepted`() async throws {
        let desk = try await SMSDropDesk(credits: 3)
        await desk.launch(["+22963588213", "+22963588214"], more: #", "defer_by": 3600"#)
        #expect(await desk.credits() == 1)
        #expect(
            await desk.launch(["+22963588213", "+22963588214"], more: #", "defer_by": 3600"#).status == 201)
    }

    @Test(arguments: [
        #""defer_until": """#, #""defer_until": "soon""#, #""defer_until": 5"#,
        #""defer_until": "2026-13-01T00:00:00""#, #""defer_until": "2026-02-29T00:00:00Z""#,
        #""defer_until": "2026-03-01T25:00:00Z""#, #""defer_until": "0001-01-01T00:00:00+12:00""#,
        #""defer_until": "2026-03-01T12:00:05.00000000000000000000000001Z""#,
    ])
    func `what tells no time is refused`(field: String) async throws {
        let answer = await (try await SMSDropDesk()).launch(more: ", \(field)")
        #expect(answer.status == 422)
        #expect(answer.places == ["body defer_until"])
    }

    @Test(arguments: ["-1", "1.5", "\"60\"", "true", "31622401", "1e99"])
    func `what is no number of seconds is refused`(value: String) async throws {
        let answer = await (try await SMSDropDesk()).launch(more: #", "defer_by": \#(value)"#)
        #expect(answer.status == 422)
        #expect(answer.places == ["body defer_by"])
    }

    @Test func `a time and seconds together are refused`() async throws {
        let answer = await (try await SMSDropDesk()).launch(
            more: #", "defer_until": "2026-03-01T13:00:05Z", "defer_by": 5"#)
        #expect(answer.status == 422)
        #expect(answer.places == ["body defer_by"])
    }
}
