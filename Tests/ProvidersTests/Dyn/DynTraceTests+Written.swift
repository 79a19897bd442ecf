import ServiceCore
import TestSupport
import Testing

/// What was written here just now, and what nobody knows of it.
extension DynTraceTests {
    @Test func `a lift whose answer is lost is not taken for done where Dyn tells no suppression`()
        async throws
    {
        let server = try await ScriptedServer.dyn()
        server.data(
            "GET", "recipients/status", #"{"recipients": [{"emailaddress": "q@x.net", "status": "active"}]}"#)
        server.answer("POST", "/rest/json/suppressions/activate", .dropped)
        let board = try HostedDriver(dyn: server)
        let error = await #expect(throws: ServiceError.self) {
            try await board.act("allow", .suppression, "q@x.net")
        }
        #expect(error?.code == .outcomeUnknown)
        #expect(try await board.find(.contact, "q@x.net")?["state"] == FieldValue.none)
    }

    /// Whether a message to `q@x.net` goes out, as a board tells it.
    func verdict(_ board: HostedDriver) async throws -> PersonTrace.Verdict {
        try #require(try await board.connection.trace?("q@x.net").verdicts.first)
    }

    @Test(arguments: [ResourceKind.suppression, .contact])
    func `who was allowed again is stopped by no status that lags`(kind: ResourceKind) async throws {
        let server = try await ScriptedServer.dyn()
        server.data("GET", "recipients/status", status("active", "suppressed"))
        let board = try HostedDriver(dyn: server)
        #expect(try await verdict(board).outcome == .stopped)
        try await board.act("allow", kind, "q@x.net")
        let allowed = try await verdict(board)
        #expect(allowed.outcome == .goes)
        #expect(allowed.notes.last == "written, and not shown by the platform yet")
        #expect(try await board.find(.contact, "q@x.net")?["suppression"] == FieldValue.none)
    }

    @Test func `who was allowed again just now can be suppressed anew, and that taken back`() async throws {
        let server = try await ScriptedServer.dyn()
        server.data("GET", "recipients/status", status("active", "suppressed"))
        let board = try HostedDriver(dyn: server)
        try await board.act("allow", .suppression, "q@x.net")
        let outcome = try await board.create(.suppression, ["address": "q@x.net"])
        #expect(outcome.message == "q@x.net suppressed" && outcome.reversal != nil)
    }

    @Test func `who was suppressed here is stopped before Dyn shows it`() async throws {
        let server = try await ScriptedServer.dyn()
        server.data("GET", "recipients/status", status("active", "unsuppressed"))
        server.data("GET", "suppressions", #"{"suppressions": []}"#)
        let board = try HostedDriver(dyn: server)
        try await board.create(.suppression, ["address": "q@x.net"])
        let verdict = try await verdict(board)
        #expect(verdict.outcome == .stopped && verdict.stop?.remedy == "allow", "\(verdict)")
    }

    @Test func `who was activated is stopped by no bounce before it`() async throws {
        let server = try await ScriptedServer.dyn()
        server.data("GET", "recipients/status", status("inactive", "unsuppressed"))
        let board = try HostedDriver(dyn: server)
        #expect(try await verdict(board).stop?.remedy == "activate")
        try await board.act("activate", .contact, "q@x.net")
        #expect(try await verdict(board).outcome == .goes)
    }

    @Test(arguments: [
        ("allow", "suppressed", "suppressions/activate", "allow sending"),
        ("activate", "unsuppressed", "recipients/activate", "activate"),
    ])
    func `a lost answer leaves the verdict open`(
        edit: (name: String, standing: String, path: String, title: String)
    ) async throws {
        let server = try await ScriptedServer.dyn()
        server.data("GET", "recipients/status", status("inactive", edit.standing))
        server.answer("POST", "/rest/json/\(edit.path)", .dropped)
        let board = try HostedDriver(dyn: server, trail: KeptTrail())
        let error = await #expect(throws: ServiceError.self) {
            try await board.act(edit.name, .contact, "q@x.net")
        }
        #expect(error?.code == .outcomeUnknown)
        let verdict = try await verdict(board)
        #expect(verdict.outcome == .unknown)
        #expect(verdict.unknowns == ["whether “\(edit.title)” was done is unknown: its answer was lost"])
    }

    @Test func `a lost suppression leaves the verdict open`() async throws {
        let server = try await ScriptedServer.dyn()
        server.data("GET", "recipients/status", status("active", "unsuppressed"))
        server.answer("POST", "/rest/json/suppressions", .dropped)
        let board = try HostedDriver(dyn: server, trail: KeptTrail())
        let error = await #expect(throws: ServiceError.self) {
            try await board.create(.suppression, ["address": "q@x.net"])
        }
        #expect(error?.code == .outcomeUnknown)
        #expect(try await verdict(board).outcome == .unknown)
    }
}
