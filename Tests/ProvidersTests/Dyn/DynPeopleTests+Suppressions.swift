import ServiceCore
import TestSupport
import Testing

/// The list of suppressions.
extension DynPeopleTests {
    @Test func `suppressions are read for all time, a day ahead of now`() async throws {
        let server = try await ScriptedServer.dyn()
        let row = try #require(try await HostedDriver(dyn: server).list(.suppression).first)
        let entry = try #require(row.resource as? Suppression)
        #expect(entry.address == "q@x.net")
        #expect(entry.reason == .manual)
        #expect(entry.created == DateReading.instant("2026-03-01T12:00:05Z"))
        #expect(entry.note == "number 17")
        let query = try #require(server.requests.first?.query)
        #expect(query.names == ["apikey", "startdate", "enddate", "startindex"])
        #expect(query["startdate"] == "2000-01-01T00:00:00+00:00")
        #expect(query["enddate"] == "2026-03-02T14:03:22+00:00")
    }

    @Test func `dates of the filter narrow what Dyn is asked for and what it counts`() async throws {
        let server = try await ScriptedServer.dyn()
        let board = try HostedDriver(dyn: server)
        #expect(try await board.list(.suppression, "after:2026-03-01 before:2026-03-02").count == 1)
        #expect(try await board.count(.suppression, "after:2026-03-01 before:2026-03-02") == 1)
        for request in server.requests {
            #expect(request.query["startdate"] == "2026-03-01T00:00:00+00:00")
            #expect(request.query["enddate"] == "2026-03-02T00:00:00+00:00")
        }
        #expect(try await board.count(.suppression, "reason:bounce") == 0)
        #expect(server.asked("GET", "suppressions/count").count == 1)
    }

    @Test func `500 a page, step by 500`() async throws {
        let server = try await ScriptedServer.dyn()
        server.answer("GET", "/rest/json/suppressions") { request in
            let start = Int(request.query["startindex"] ?? "") ?? -1
            let items = (start..<min(start + 500, 700)).map {
                #"{"emailaddress": "u\#($0)@x.com", "suppresstime": "2026-03-01T12:00:05+00:00", "reasontype": "bounce"}"#
            }
            return .json(DynFixture.good(#"{"suppressions": [\#(items.joined(separator: ","))]}"#))
        }
        let board = try HostedDriver(dyn: server)
        #expect(try await board.list(.suppression).count == 700)
        #expect(server.requests.map { $0.query["startindex"] } == ["0", "500"])
        #expect(try await board.find(.suppression, "U3@x.com") != nil)
        #expect(server.requests.count == 3)
    }

    @Test func `paging ends at the cap`() async throws {
        let server = try await ScriptedServer.dyn()
        server.answer("GET", "/rest/json/suppressions") { request in
            let start = Int(request.query["startindex"] ?? "") ?? 0
            let items = (start..<start + 500).map {
                #"{"emailaddress": "u\#($0)@x.com", "suppresstime": "2026-03-01T12:00:05+00:00", "reasontype": "bounce"}"#
            }
            return .json(DynFixture.good(#"{"suppressions": [\#(items.joined(separator: ","))]}"#))
        }
        #expect(try await HostedDriver(dyn: server).list(.suppression, limit: 9999).count == 5000)
        #expect(server.requests.count == 10)
    }

    /// A status without `suppressionstatus`, beside a list with this address, or none.
    @Test(arguments: [("q@x.net", true, false), ("u@x.com", true, true), ("u@x.com", false, false)])
    func `what the status does not tell of a suppression the list does`(
        _ address: String, _ isListed: Bool, _ hasUndo: Bool
    ) async throws {
        let server = try await ScriptedServer.dyn()
        server.data("GET", "recipients/status", #"{"recipients": [{"status": "active"}]}"#)
        if !isListed { server.answer("GET", "/rest/json/suppressions", .status(404)) }
        let outcome = try await HostedDriver(dyn: server).create(.suppression, ["address": address])
        #expect((outcome.reversal != nil) == hasUndo)
        #expect(outcome.isEdit == (address == "u@x.com"))
        #expect(server.posted.count == 1)
    }

    @Test func `an entry that nobody can read suppresses nobody, and its reason is not told`() async throws {
        let server = try await ScriptedServer.dyn()
        server.data(
            "GET", "suppressions", #"{"suppressions": [{"emailaddress": "q@x.net"}, null]}"#)
        let rows = try await HostedDriver(dyn: server).list(.suppression)
        #expect(rows.map { $0["state"].plainText }.sorted() == ["", "suppressed"])
        #expect(rows.allSatisfy { $0["reason"] == .none && $0["note"].plainText.isEmpty })
        #expect(rows.allSatisfy { $0.schema["reason"].map($0.isUntold) == true })
    }
}
