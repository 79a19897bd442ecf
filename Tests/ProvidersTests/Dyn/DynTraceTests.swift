import ServiceCore
import TestSupport
import Testing

/// What `W` learns from Dyn.
@Suite struct DynTraceTests {
    func trace(_ server: ScriptedServer, _ address: String) async throws -> PersonTrace {
        let trace = try #require(try HostedDriver(dyn: server).connection.trace)
        return try await trace(address)
    }

    func status(_ status: String, _ suppression: String) -> String {
        #"{"recipients": [{"emailaddress": "q@x.net", "status": "\#(status)", "suppressionstatus": "\#(suppression)"}]}"#
    }

    @Test func `nothing stops a message to an active recipient, whose reports are told`() async throws {
        let server = try await ScriptedServer.dyn()
        let trace = try await trace(server, "u@x.com")
        let verdict = try #require(trace.verdicts.first)
        #expect(verdict.stop == nil)
        #expect(
            verdict.notes == [
                "in 18 months: sent 12, delivered 12, bounces 12, complaints 12, issues 12, opens 12 (4 unique), clicks 12 (4 unique)"
            ])
        #expect(trace.events.count == 7)
        #expect(
            server.requests.dropFirst().allSatisfy { $0.query["emailaddress"] == "u@x.com" })
        #expect(server.requests.allSatisfy { $0.method == "GET" })
    }

    @Test func `a suppression stops it, since when and why`() async throws {
        let server = try await ScriptedServer.dyn()
        server.data("GET", "recipients/status", status("active", "suppressed"))
        let stop = try #require(try await trace(server, "q@x.net").verdicts.first?.stop)
        #expect(stop.rule == "suppressed: manual")
        #expect(stop.since == DateReading.instant("2026-03-01T12:00:05Z"))
        #expect(stop.remedy == "allow")
    }

    @Test(arguments: [
        ("q1@x.example", "Q1@X.EXAMPLE"), ("Kö@bücher.example", "kö@xn--bcher-kva.example"),
        ("Kö@bücher.example", "ko\u{308}@bu\u{308}cher.example"),
        ("kö@xn--bcher-kva.example", "KÖ@Bücher.example"),
    ])
    func `a suppression stops it by whatever spelling it is asked for`(kept: String, typed: String)
        async throws
    {
        let server = try await ScriptedServer.dyn()
        server.answer("GET", "/rest/json/recipients/status") { request in
            let address = request.query["emailaddress"] ?? ""
            // Compared byte for byte, as this Dyn knows no other spelling.
            let isKept = Array(address.utf8) == Array(kept.utf8)
            return .json(
                DynFixture.good(
                    #"{"recipients": [{"emailaddress": "\#(address)", "status": "active", "suppressionstatus": "\#(isKept ? "suppressed" : "unsuppressed")"}]}"#
                ))
        }
        server.data(
            "GET", "suppressions",
            #"{"suppressions": [{"emailaddress": "\#(kept)", "suppresstime": "2026-03-01T12:00:05+00:00", "reasontype": "manual"}]}"#
        )
        let board = try HostedDriver(dyn: server)
        #expect(try await board.find(.suppression, typed)?["address"].plainText == kept)
        let verdict = try #require(try await board.connection.trace?(typed).verdicts.first)
        #expect(verdict.stop?.rule == "suppressed: manual")
        #expect(verdict.contact?.native == kept)
    }

    @Test func `an inactive recipient is stopped by a bounce, not by never having been activated`()
        async throws
    {
        let server = try await ScriptedServer.dyn()
        server.data("GET", "recipients/status", status("inactive", "unsuppressed"))
        server.data("GET", "reports/complaints/count", #"{"count": 0}"#)
        let bounced = try #require(try await trace(server, "q@x.net").verdicts.first)
        #expect(bounced.stop?.rule == "inactive: bounced")
        #expect(bounced.stop?.remedy == "activate")
        server.data("GET", "reports/bounces/count", #"{"count": 0}"#)
        let unknown = try #require(try await trace(server, "q@x.net").verdicts.first)
        #expect(unknown.stop == nil)
        #expect(unknown.notes.first == "never activated, which stops nothing")
    }

    @Test func `an address of which Dyn says what it says of any is no contact`() async throws {
        let server = try await ScriptedServer.dyn()
        server.data("GET", "recipients/status", status("inactive", "unsuppressed"))
        for report in ["sent", "delivered", "bounces", "complaints", "issues", "opens", "clicks"] {
            server.data("GET", "reports/\(report)", #"{"\#(report)": []}"#)
            server.data("GET", "reports/\(report)/count", #"{"count": 0}"#)
        }
        let board = try HostedDriver(dyn: server)
        let verdict = try #require(try await board.connection.trace?("q@x.net").verdicts.first)
        #expect(verdict.stop == nil && verdict.contact == nil)
        #expect(
            verdict.notes == [
                "inactive, as Dyn says of any address that it has never seen", "no report in 18 months",
            ])
        #expect(try await board.find(.contact, "q@x.net")?.isAnswerAlone == true)
        server.data("GET", "recipients/status", status("active", "unsuppressed"))
        #expect(try await board.find(.contact, "q@x.net")?.isAnswerAlone == false)
    }

    @Test(arguments: [404, 200])
    func `what Dyn does not tell is told as unknown`(_ http: Int) async throws {
        let server = try await ScriptedServer.dyn()
        server.data(
            "GET", "recipients/status",
            #"{"recipients": [{"emailaddress": "q@x.net", "status": "inactive"}]}"#)
        for report in ["bounces", "complaints"] where http == 404 {
            server.answer("GET", "/rest/json/reports/\(report)/count", .status(404))
        }
        let board = try HostedDriver(dyn: server)
        let verdict = try #require(try await board.connection.trace?("q@x.net").verdicts.first)
        #expect(verdict.unknowns.contains("Dyn does not tell whether it is suppressed"))
        #expect(
            verdict.unknowns.contains("Dyn does not tell whether it has bounced or complained")
                == (http == 404))
        #expect(!verdict.notes.contains("never activated, which stops nothing"))
        let row = try #require(try await board.find(.contact, "q@x.net"))
        #expect(row["suppression"] == .none && row.schema["suppression"].map(row.isUntold) == true)
        let allow = try #require(try board.operations(.contact).actions.first { $0.name == "allow" })
        #expect(allow.availability(row).isAvailable)
    }

    @Test func `of what is no address nothing is asked`() async throws {
        let server = try await ScriptedServer.dyn()
        #expect(try await trace(server, "+34600123456").verdicts.isEmpty)
        #expect(server.requests.isEmpty)
    }

    @Test func `a status that nobody here knows is shown as Dyn spells it, and leaves the verdict open`()
        async throws
    {
        let server = try await ScriptedServer.dyn()
        server.data("GET", "recipients/status", status("Quarantined", "unsuppressed"))
        let board = try HostedDriver(dyn: server)
        let verdict = try #require(try await board.connection.trace?("q@x.net").verdicts.first)
        #expect(verdict.outcome == .unknown)
        #expect(verdict.unknowns == ["Dyn calls it “Quarantined”, and what that stops is not known"])
        #expect(try await board.find(.contact, "q@x.net")?["state"].plainText == "Quarantined")
    }

    @Test func `a bounce of a type that nobody knows is neither hard nor soft`() async throws {
        let server = try await ScriptedServer.dyn()
        // No row has an id, so two of one person at one time are one.
        let bounces = [(#""bouncetype": "weird", "#, "05"), ("", "06")].map { type, second in
            #"{"emailaddress": "u@x.com", \#(type)"date": "2026-03-01T12:00:\#(second)+00:00"}"#
        }
        server.data("GET", "reports/bounces", #"{"bounces": [\#(bounces.joined(separator: ",")), null]}"#)
        let rows = try await HostedDriver(dyn: server).list(.event, "kind:bounce")
        #expect(rows.map { $0["kind"].plainText } == ["bounce", "bounce", "bounce"])
        #expect(rows.map { $0["bounce_type"].plainText }.sorted() == ["", "", "weird"])
    }

    @Test func `a row in which nothing stands stops nobody`() async throws {
        let server = try await ScriptedServer.dyn()
        server.data("GET", "recipients/status", status("inactive", "unsuppressed"))
        for (report, rows) in [("bounces", "[null]"), ("complaints", "[]")] {
            server.data("GET", "reports/\(report)", #"{"\#(report)": \#(rows)}"#)
        }
        server.data("GET", "reports/bounces/count", #"{"count": 1}"#)
        server.data("GET", "reports/complaints/count", #"{"count": 0}"#)
        let board = try HostedDriver(dyn: server)
        let blank = try await verdict(board)
        #expect(blank.stop == nil && blank.outcome == .unknown)
        #expect(blank.unknowns == ["Dyn does not tell whether it has bounced or complained"])
        server.data("GET", "reports/bounces/count", #"{"count": 2}"#)
        let bounced = try await verdict(board)
        #expect(bounced.stop?.rule == "inactive: bounced" && bounced.unknowns.isEmpty)
    }
}
