import ServiceCore
import TestSupport
import Testing

/// A Dyn that lacks a call beside the one that a page is about.
@Suite struct DynMissingCallTests {
    static let statuses = [404, 405, 501]

    private func server(without path: String, _ status: Int) async throws -> ScriptedServer {
        let server = try await ScriptedServer.dyn()
        server.answer("GET", "/rest/json/\(path)", .html("no such page", status: status))
        return server
    }

    @Test(arguments: statuses)
    func `a sender is shown without its status`(status: Int) async throws {
        let server = try await server(without: "senders/status", status)
        defer { withExtendedLifetime(server) {} }
        let board = try HostedDriver(dyn: server)
        let row = try #require(try await board.find(.sender, "a@x.com"))
        #expect(row["dkim_selector"].plainText == "sel1")
    }

    @Test(arguments: statuses)
    func `an account is shown without its header names`(status: Int) async throws {
        let server = try await server(without: "accounts/xheaders", status)
        defer { withExtendedLifetime(server) {} }
        let board = try HostedDriver(dyn: server)
        #expect(try await board.find(.account, "ops@shop.example") != nil)
    }

    @Test(arguments: statuses)
    func `a suppressed recipient is shown without the list`(status: Int) async throws {
        let server = try await server(without: "suppressions", status)
        let answer =
            #"{"recipients": [{"emailaddress": "u@x.com", "status": "active", "suppressionstatus": "suppressed"}]}"#
        server.data("GET", "recipients/status", answer)
        let board = try HostedDriver(dyn: server)
        #expect(try await board.find(.contact, "u@x.com")?["suppression"].plainText == "suppressed")
        #expect(try await board.connection.trace?("u@x.com").verdicts.first?.stop?.rule == "suppressed")
    }

    @Test(arguments: statuses)
    func `suppressions are listed where nothing counts them`(status: Int) async throws {
        let server = try await server(without: "suppressions/count", status)
        defer { withExtendedLifetime(server) {} }
        let board = try HostedDriver(dyn: server)
        let rows = try await board.list(.suppression)
        #expect(!rows.isEmpty)
        #expect(try await board.count(.suppression) == rows.count)
    }

    @Test(arguments: statuses)
    func `a report that is missing leaves the others, and is named`(status: Int) async throws {
        let server = try await server(without: "reports/issues", status)
        server.answer("GET", "/rest/json/reports/issues/count", .html("no such page", status: status))
        server.answer("GET", "/rest/json/reports/opens/count/unique", .html("no such page", status: status))
        let board = try HostedDriver(dyn: server)
        #expect(try await board.list(.event).count == 6)
        let trace = try #require(try await board.connection.trace?("u@x.com"))
        #expect(trace.events.count == 6)
        #expect(trace.verdicts.first?.notes.last == "the platform has no report of issues")
    }
}
