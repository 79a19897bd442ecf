import ServiceCore
import TestSupport
import Testing

/// Dyn's reports as activity (`Providers/Dyn/WIRE.md` §9).
@Suite struct DynActivityTests {
    private func events(_ rows: [Row]) throws -> [DeliveryEvent] {
        try rows.map { try #require($0.resource as? DeliveryEvent) }
    }

    @Test func `all seven reports of the last 30 days become one activity`() async throws {
        let server = try await ScriptedServer.dyn()
        let events = try events(try await HostedDriver(dyn: server).list(.event))
        #expect(
            Set(events.map(\.kind)) == [
                .accepted, .delivered, .bounceHard, .complaint, .notSent, .open, .click,
            ])
        #expect(Set(events.map(\.id)).count == 7)
        #expect(events.allSatisfy { $0.person == "u@x.com" && $0.sender == "a@x.com" && $0.isUnique == nil })
        let bounce = try #require(events.first { $0.kind == .bounceHard })
        #expect(bounce.bounceType == "hard")
        #expect(bounce.bounceRule == "5.1.1")
        #expect(events.first { $0.kind == .notSent }?.reply == "suppressed")
        #expect(events.first { $0.kind == .click }?.link == "https://shop.example/sale")
        #expect(events.first { $0.kind == .open }?.ip == "192.0.2.1")
        let asked = try #require(server.asked("GET", "reports/sent").first?.query)
        #expect(asked.names == ["apikey", "starttime", "endtime", "startindex"])
        #expect(asked["starttime"] == "2026-01-30T14:03:22+00:00")
        #expect(asked["endtime"] == "2026-03-01T14:04:22+00:00")
    }

    @Test func `a bounce that came later than its date says when, in UTC where it is kept`() async throws {
        let server = try await ScriptedServer.dyn()
        let row = DynFixture.row(#", "bouncetype": "hard", "bouncetime": "2026-03-01T13:00:00+00:00""#)
        server.data("GET", "reports/bounces", DynFixture.report("bounces", row, row))
        let rows = try await HostedDriver(dyn: server).list(.event, "kind:bounce")
        #expect(
            rows.map { $0["reply"].plainText } == [
                "bounced 2026-03-01T13:00:00Z", "bounced 2026-03-01T13:00:00Z",
            ])
        let ahead = rows[0]["reply"].text { WallZone(secondsAhead: 3600).text($0) }
        #expect(ahead == "bounced 2026-03-01 14:00:00 +01:00")
    }

    @Test(arguments: [
        ("kind:bounce", ["bounces"]), ("kind:click", ["clicks"]), ("-kind:view kind:cli", ["clicks"]),
        ("kind:\"not sent\"", ["issues"]), ("unique:yes", ["clicks/unique", "opens/unique"]),
        ("kind:whitelisted", []),
    ])
    func `only the reports that the filter lets through are asked for`(
        _ search: String, _ reports: [String]
    ) async throws {
        let server = try await ScriptedServer.dyn()
        _ = try await HostedDriver(dyn: server).list(.event, search)
        let asked = server.requests.map { String($0.path.dropFirst("/rest/json/reports/".count)) }
        #expect(asked.sorted() == reports)
    }

    @Test func `time, person and sender are handed to Dyn`() async throws {
        let server = try await ScriptedServer.dyn()
        let search = "kind:accepted person:=u@x.com sender:=a@x.com after:2026-02-01 before:2026-03-02"
        let board = try HostedDriver(dyn: server)
        #expect(try await board.list(.event, search).count == 1)
        #expect(try await board.count(.event, search) == 12)
        for request in server.requests {
            #expect(request.query["emailaddress"] == "u@x.com")
            #expect(request.query["sender"] == "a@x.com")
            #expect(request.query["starttime"] == "2026-02-01T00:00:00+00:00")
            #expect(request.query["endtime"] == "2026-03-02T00:00:00+00:00")
        }
        #expect(server.asked("GET", "reports/sent/count").count == 1)
    }

    @Test func `what Dyn cannot count is counted here`() async throws {
        let server = try await ScriptedServer.dyn()
        #expect(try await HostedDriver(dyn: server).count(.event, "kind:hard") == 1)
        #expect(try await HostedDriver(dyn: server).count(.event, "kind:click link:nothing") == 0)
        #expect(server.requests.allSatisfy { !$0.path.contains("count") })
    }

    @Test func `unique rows are marked, and counted as such`() async throws {
        let server = try await ScriptedServer.dyn()
        let board = try HostedDriver(dyn: server)
        let events = try events(try await board.list(.event, "kind:view unique:yes"))
        #expect(events.map(\.isUnique) == [true])
        #expect(try await board.count(.event, "kind:view unique:yes") == 4)
    }

    /// §9: help pages name the list after the kind, the client wants `unique`.
    @Test(arguments: ["opens", "unique"])
    func `a unique list is read under either name`(_ name: String) async throws {
        let server = try await ScriptedServer.dyn()
        server.data("GET", "reports/opens/unique", DynFixture.report(name, DynFixture.row()))
        #expect(try await HostedDriver(dyn: server).list(.event, "kind:view unique:yes").count == 1)
    }

    @Test func `the same thing twice in a second is two events`() async throws {
        let server = try await ScriptedServer.dyn()
        let row = DynFixture.row(#", "ip": "192.0.2.1""#)
        server.data("GET", "reports/opens", DynFixture.report("opens", row, row))
        let events = try events(try await HostedDriver(dyn: server).list(.event, "kind:view"))
        #expect(events.count == 2)
        #expect(Set(events.map(\.id)).count == 2)
        #expect(events.allSatisfy { $0.ip == "192.0.2.1" && $0.sender == "a@x.com" })
    }

    @Test(arguments: [
        (#"["X-Order: 17"]"#, ["X-Order: 17"]), (#"[{"X-Order": "17"}]"#, ["X-Order: 17"]),
        (#"{}"#, []), ("null", []),
    ])
    func `headers are shown in whatever form they come`(_ list: String, _ headers: [String]) async throws {
        let server = try await ScriptedServer.dyn()
        let row = DynFixture.row().replacing(#""xheaders": []"#, with: #""xheaders": \#(list)"#)
        server.data("GET", "reports/sent", DynFixture.report("sent", row))
        #expect(
            try events(try await HostedDriver(dyn: server).list(.event, "kind:accepted")).first?.headers
                == headers)
    }

    @Test func `where the oldest come first, the newest are read all the same`() async throws {
        let server = try await ScriptedServer.dyn()
        server.answer("GET", "/rest/json/reports/clicks") { request in
            let start = Int(request.query["startindex"] ?? "") ?? 0
            let rows = (start..<min(start + 500, 20000)).map { index in
                let (hour, minute) = (10 + index / 3600, index / 60 % 60)
                return
                    #"{"emailaddress": "u\#(index)@x.com", "date": "2026-03-01T\#(hour):\#(minute < 10 ? "0" : "")\#(minute):00+00:00"}"#
            }
            return .json(DynFixture.good(#"{"clicks": [\#(rows.joined(separator: ","))]}"#))
        }
        server.data("GET", "reports/clicks/count", #"{"count": 20000}"#)
        let events = try events(try await HostedDriver(dyn: server).list(.event, "kind:click"))
        #expect(events.count == 5000)
        #expect(events.contains { $0.person == "u19999@x.com" })
        #expect(!events.contains { $0.person == "u14999@x.com" })
    }

    @Test func `one report that fails tells the activity why`() async throws {
        let server = try await ScriptedServer.dyn()
        server.answer("GET", "/rest/json/reports/issues", .json(#"{"response": 7}"#))
        let error = await #expect(throws: ServiceError.self) {
            try await HostedDriver(dyn: server).list(.event)
        }
        #expect(error?.code == .malformedAnswer)
        #expect(error?.origin?.operation == "reports.issues")
    }
}
