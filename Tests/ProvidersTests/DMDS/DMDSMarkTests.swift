import ServiceCore
import TestSupport
import Testing

@Suite struct DMDSMarkTests {
    @Test(arguments: [
        ("whitelist", "kim@example.com", "POST", "whitelist/kim%40example.com"),
        ("unwhitelist", "bad@example.com", "DELETE", "whitelist/bad%40example.com"),
        ("invalidate", "kim@example.com", "GET", "invalidar/kim%40example.com"),
        ("revalidate", "bad@example.com", "GET", "revalidar/bad%40example.com"),
    ])
    func `a mark is one call, whatever its answer says besides its status`(
        mark: (name: String, email: String, method: String, path: String)
    ) async throws {
        let stage = try await DMDSStage()
        let outcome = try await stage.board.act(mark.name, .contact, mark.email)
        let asked = try #require(stage.only(mark.method, mark.path))
        #expect(asked.body.isEmpty)
        #expect(outcome.reversal != nil)
        #expect(outcome.rows.map(\.name) == [mark.email])
    }

    @Test func `a mark that is there already is told and has no undo`() async throws {
        let stage = try await DMDSStage()
        let outcome = try await stage.board.act("whitelist", .contact, "bad@example.com")
        #expect(outcome.message == "bad@example.com was whitelisted already")
        #expect(outcome.reversal == nil && !outcome.isEdit)
        #expect(stage.server.requests(to: "POST", "/v1/whitelist/bad%40example.com").isEmpty)
    }

    @Test func `a read that flips back to what stood there before keeps no mark from being taken off`()
        async throws
    {
        let stage = try await DMDSStage()
        let mark = "/v1/whitelist/kim%40example.com"
        try await stage.board.act("whitelist", .contact, "kim@example.com")
        stage.server.answer(
            "GET", mark, .json(DMDSFixtures.whitelisted("kim@example.com")),
            .json(DMDSFixtures.notWhitelisted("kim@example.com")))
        #expect(try await stage.board.find(.contact, "kim@example.com")?["whitelisted"] == .flag(true))
        let outcome = try await stage.board.act("unwhitelist", .contact, "kim@example.com")
        #expect(outcome.message == "kim@example.com taken off the whitelist" && outcome.reversal != nil)
        #expect(stage.server.requests(to: "DELETE", mark).count == 1)
        stage.server.answer("GET", mark, .json(DMDSFixtures.whitelisted("kim@example.com")))
        let row = try await stage.board.find(.contact, "kim@example.com")
        #expect(row?["whitelisted"] == .flag(false) && row?.unseen == ["whitelisted"])
    }

    @Test func `undo takes the mark off again`() async throws {
        let stage = try await DMDSStage()
        let path = "/v1/whitelist/kim%40example.com"
        stage.server.answer(
            "GET", path, .json(DMDSFixtures.notWhitelisted("kim@example.com")),
            .json(DMDSFixtures.whitelisted("kim@example.com")))
        let outcome = try await stage.board.act("whitelist", .contact, "kim@example.com")
        #expect(outcome.rows.first?["whitelisted"] == .flag(true))
        #expect(outcome.reversal?.summary == "whitelist kim@example.com")
        let undone = try await outcome.reversal?.undo()
        #expect(undone?.message == "kim@example.com taken off the whitelist")
        #expect(stage.server.requests(to: "DELETE", path).count == 1)
    }

    @Test func `undo is refused where the mark is gone already`() async throws {
        let clock = SteppingClock()
        let stage = try await DMDSStage(clock: clock.transport())
        let outcome = try await stage.board.act("whitelist", .contact, "kim@example.com")
        // The scripted whitelist still says “not whitelisted” after any lag.
        clock.pass(601)
        let error = await serviceError { _ = try await outcome.reversal?.undo() }
        #expect(error?.code == .conflict)
        #expect(stage.server.requests(to: "DELETE", "/v1/whitelist/kim%40example.com").isEmpty)
    }

    @Test(arguments: ["invalidate", "whitelist"])
    func `a lost answer is not repeated but looked into`(mark: String) async throws {
        let stage = try await DMDSStage()
        for method in ["GET", "POST"] {
            for path in ["invalidar", "whitelist"] where method == "POST" || path == "invalidar" {
                stage.server.answer(method, "/v1/\(path)/kim%40example.com", .dropped)
            }
        }
        let error = await serviceError { try await stage.board.act(mark, .contact, "kim@example.com") }
        #expect(error?.code == .outcomeUnknown)
        #expect(error?.hint?.hasPrefix("DMDS was asked again at once and does not show it") == true)
        #expect(error?.lost?.targets == [ResourceID("dmds", .contact, "kim@example.com")])
        #expect(stage.server.requests.count { $0.path.contains("invalidar") || $0.method == "POST" } == 1)
    }

    @Test func `a fault after which nobody knows says how long to wait`() async throws {
        let stage = try await DMDSStage()
        stage.server.answer(
            "POST", "/v1/whitelist/kim%40example.com", .status(503, headers: ["Retry-After": "30"]))
        let error = await serviceError {
            try await stage.board.act("whitelist", .contact, "kim@example.com")
        }
        #expect(error?.code == .outcomeUnknown)
        #expect(error?.hint?.hasSuffix("It wants to be left in peace for 30 s.") == true)
    }

    @Test func `a mark that is there after a lost answer was set, and is taken back`() async throws {
        let stage = try await DMDSStage()
        let mark = "/v1/whitelist/kim%40example.com"
        stage.server.answer("POST", mark, .dropped)
        stage.server.answer(
            "GET", mark, .json(DMDSFixtures.notWhitelisted("kim@example.com")),
            .json(DMDSFixtures.whitelisted("kim@example.com")))
        let outcome = try await stage.board.act("whitelist", .contact, "kim@example.com")
        #expect(outcome.message == "kim@example.com whitelisted" && outcome.isAsWished)
        _ = try await outcome.reversal?.undo()
        #expect(stage.server.requests(to: "DELETE", mark).count == 1)
        #expect(stage.server.requests(to: "POST", mark).count == 1)
    }

    @Test func `the audit trail tells what was changed, and not what was learnt with it`() async throws {
        let (stage, trail) = (try await DMDSStage(), KeptTrail())
        let audited = stage.connection.audited(by: trail, who: "kim@console") { SteppingClock.start }
        let board = HostedDriver(dmds: audited)
        // The list does not tell of the whitelist, of which the edit asks.
        #expect(try await board.list(.contact).first?["whitelisted"] == FieldValue.none)
        try await board.act("revalidate", .contact, "bad@example.com")
        #expect(trail.entries.last?.changes.map(\.field) == ["state", "invalid_since"])
    }

    @Test func `a mark that shows late was set, too`() async throws {
        let stage = try await DMDSStage()
        let mark = "/v1/whitelist/kim%40example.com"
        stage.server.answer("POST", mark, .dropped)
        let error = await serviceError { try await stage.board.act("whitelist", .contact, "kim@example.com") }
        let lost = try #require(error?.lost)
        #expect(lost.wished.first?["whitelisted"] == .flag(true))
        #expect(try await lost.look() == nil)
        stage.server.answer("GET", mark, .json(DMDSFixtures.whitelisted("kim@example.com")))
        #expect(try await lost.look()?.message == "kim@example.com whitelisted")
    }

    @Test(arguments: [ScriptedAnswer.status(503), .status(429), .status(502), .dropped])
    func `the GETs that change things go out once`(fault: ScriptedAnswer) async throws {
        let stage = try await DMDSStage()
        stage.server.answer("GET", "/v1/revalidar/bad%40example.com", fault)
        let error = await serviceError {
            try await stage.board.act("revalidate", .contact, "bad@example.com")
        }
        #expect(error != nil)
        #expect(stage.server.requests(to: "GET", "/v1/revalidar/bad%40example.com").count == 1)
    }

    @Test func `a series that breaks off tells how far it came and can be taken back so far`() async throws {
        let stage = try await DMDSStage()
        let outcome = try await stage.board.act(
            "invalidate", .contact, "kim@example.com", "gone@example.com", "new@example.com")
        #expect(outcome.message == "only 1 of 3 invalidated")
        #expect(!outcome.isAsWished)
        #expect(outcome.findings.last == "new@example.com: not tried")
        #expect(outcome.findings.first?.contains("DMDS knows no contact gone@example.com.") == true)
        #expect(outcome.reversal != nil)
        #expect(outcome.undone.map(\.native) == ["gone@example.com", "new@example.com"])
    }

    @Test func `a series whose last answer was lost is not half taken back`() async throws {
        let stage = try await DMDSStage()
        stage.server.answer(
            "GET", "/v1/contacto/new%40example.com",
            .json(DMDSFixtures.contact.replacing("kim@", with: "new@")))
        stage.server.answer("GET", "/v1/invalidar/new%40example.com", .dropped)
        let outcome = try await stage.board.act("invalidate", .contact, "kim@example.com", "new@example.com")
        #expect(outcome.message == "only 1 of 2 invalidated")
        #expect(outcome.lost.map(\.targets) == [[ResourceID("dmds", .contact, "new@example.com")]])
        #expect(outcome.reversal != nil && outcome.isEdit, "the lost one stands before it in the undo list")
    }

    @Test func `a whitelisted contact is invalidated only after a yes`() async throws {
        let stage = try await DMDSStage()
        let row = try await stage.board.find(.contact, "bad@example.com")
        let action = try stage.board.operations(.contact).actions.first { $0.name == "invalidate" }
        #expect(action?.confirmation(try #require(row)) == .yesNo)
        let kim = try await stage.board.find(.contact, "kim@example.com")
        #expect(action?.confirmation(try #require(kim)) == Confirmation.none)
    }
}
