import ServiceCore
import TestSupport
import Testing

@Suite struct DMDSListTests {
    @Test func `groups have their number of contacts`() async throws {
        let stage = try await DMDSStage()
        let rows = try await stage.board.list(.group)
        #expect(rows.map(\.name) == ["clientes"])
        #expect(rows.first?["contacts"] == .integer(12))
        #expect(try await stage.board.find(.group, "clientes")?.id.native == "2")
        let operations = try stage.board.operations(.group)
        #expect(operations.update == nil && operations.delete == nil)
    }

    @Test func `a group is made by its name`() async throws {
        let stage = try await DMDSStage()
        let outcome = try await stage.board.create(.group, ["name": "nuevos"])
        #expect(stage.only("POST", "grupo/")?.bodyText == #"{"nombre":"nuevos"}"#)
        #expect(outcome.rows.first?.id == ResourceID("dmds", .group, "3"))
        // There is no call that takes a group away.
        #expect(outcome.reversal == nil)
    }

    @Test func `a group that is there already is not made again`() async throws {
        let stage = try await DMDSStage()
        let error = await serviceError { try await stage.board.create(.group, ["name": "clientes"]) }
        #expect(error?.code == .conflict && error?.field == "name")
        #expect(stage.server.requests(to: "POST", "/v1/grupo/").isEmpty)
    }

    @Test func `filters are listed and can only be read`() async throws {
        let stage = try await DMDSStage()
        #expect(try await stage.board.list(.filter).map(\.name) == ["activos"])
        let operations = try stage.board.operations(.filter)
        #expect(operations.create == nil && operations.update == nil && operations.delete == nil)
    }

    @Test func `variables are listed by name`() async throws {
        let stage = try await DMDSStage()
        stage.server.answer(
            "GET", "/v1/variables_globales/",
            .json(#"{"status":"ok","variables":{"marca":"ACME","año":2026,"vacía":null}}"#))
        let rows = try await stage.board.list(.variable)
        #expect(rows.map { "\($0.name)=\($0["value"].plainText)" } == ["año=2026", "marca=ACME", "vacía="])
    }

    @Test func `a variable that is no text is marked, and hides no other`() async throws {
        let stage = try await DMDSStage()
        stage.server.answer(
            "GET", "/v1/variables_globales/",
            .json(#"{"status":"ok","variables":{"marca":"ACME","raro":["a",1]}}"#))
        let rows = try await stage.board.list(.variable)
        #expect(rows.map { $0["value"].plainText } == ["ACME", #"(no text) ["a",1]"#])
        // Only texts can be written, so that nobody can bring it back.
        #expect(try await stage.board.delete(.variable, "raro").reversal == nil)
    }

    /// As PHP writes a list of nothing.
    @Test(arguments: [
        (ResourceKind.campaign, "campania", "campanias"), (.filter, "filtros", "filtros"),
        (.group, "grupos", "grupos"), (.variable, "variables_globales", "variables"),
    ])
    func `an empty object is an empty list`(kind: ResourceKind, path: String, member: String) async throws {
        let stage = try await DMDSStage()
        for nothing in ["{}", "[]"] {
            stage.server.answer("GET", "/v1/\(path)/", .json(#"{"status":"ok","\#(member)":\#(nothing)}"#))
            #expect(try await stage.board.list(kind).isEmpty)
        }
    }

    @Test(arguments: [
        (ResourceKind.group, "grupos", #"{"id":1,"nombre":"a"},{"id":2,"nombre":{}}"#),
        (.filter, "filtros", #"{"id":1,"nombre":"a"},7"#),
        (
            .campaign, "campania",
            #"{"id":"x","numid":1,"nombre":"a"},{"numid":{},"nombre":"unreadable (item 2)"}"#
        ),
    ])
    func `an item that cannot be read is marked, and hides no other`(
        kind: ResourceKind, path: String, items: String
    ) async throws {
        let stage = try await DMDSStage()
        let name = kind == .campaign ? "campanias" : path
        stage.server.answer("GET", "/v1/\(path)/", .json(#"{"status":"ok","\#(name)":[\#(items)]}"#))
        #expect(try await stage.board.list(kind).map(\.name) == ["a", "unreadable (item 2)"])
        stage.server.answer("GET", "/v1/\(path)/", .json(#"{"status":"ok","\#(name)":[{},{}]}"#))
        let error = await serviceError { _ = try await stage.board.list(kind) }
        #expect(error?.code == .malformedAnswer, "nothing of it can be read")
    }

    @Test func `an event without a time that can be read stands last, with what is known of it`() async throws
    {
        let stage = try await DMDSStage()
        stage.server.answer(
            "GET", "/v1/envio/ver_eventos/",
            .json(
                #"""
                {"status":"ok","pagina":1,"cantidad":100,"total":2,"eventos":[
                {"email":"kim@example.com","evento":"click","timestamp":"2026-03-01T10:00:00Z"},
                {"email":"ana@example.com","evento":"view","timestamp":{}}]}
                """#))
        let rows = try await stage.board.list(.event)
        #expect(rows.map { $0["person"].plainText } == ["kim@example.com", "ana@example.com"])
        #expect(rows.map { $0["kind"].plainText } == ["click", "view"])
        #expect(rows.map { $0["time"].isEmpty } == [false, true], "its time is not made up")
        #expect(rows.map(\.oddity) == [nil, "timestamp is no date"])
    }

    @Test func `no variables at all, as PHP writes them`() async throws {
        let stage = try await DMDSStage()
        stage.server.answer("GET", "/v1/variables_globales/", .json(#"{"status":"ok","variables":[]}"#))
        #expect(try await stage.board.list(.variable).isEmpty)
    }

    @Test func `a variable is made, changed and deleted, and each is taken back`() async throws {
        let clock = SteppingClock()
        let stage = try await DMDSStage(clock: clock.transport())
        let path = "/v1/variables_globales/"
        let without = #"{"status":"ok","variables":{}}"#
        let old = DMDSFixtures.variables
        let new = #"{"status":"ok","variables":{"marca":"Otra"}}"#

        stage.server.answer("GET", path, .json(without), .json(old))
        let made = try await stage.board.create(.variable, ["name": "marca", "value": "ACME"])
        _ = try await made.reversal?.undo()
        clock.pass(601)

        stage.server.answer("GET", path, .json(old), .json(old), .json(new))
        let row = try await stage.board.find(.variable, "marca")
        let changed = try await stage.board.edit(row, ["value": "Otra"])
        _ = try await changed.reversal?.undo()

        stage.server.answer("GET", path, .json(old), .json(without))
        let deleted = try await stage.board.delete(.variable, "marca")
        _ = try await deleted.reversal?.undo()

        let writes = stage.server.requests.filter { $0.method != "GET" }.map { "\($0.method) \($0.bodyText)" }
        #expect(
            writes == [
                #"POST {"nombre":"marca","valor":"ACME"}"#, #"DELETE {"nombre":"marca"}"#,
                #"POST {"nombre":"marca","valor":"Otra"}"#, #"POST {"nombre":"marca","valor":"ACME"}"#,
                #"DELETE {"nombre":"marca"}"#, #"POST {"nombre":"marca","valor":"ACME"}"#,
            ])
    }

    @Test func `undo is refused where somebody set the variable since`() async throws {
        let clock = SteppingClock()
        let stage = try await DMDSStage(clock: clock.transport())
        let row = try await stage.board.find(.variable, "marca")
        let changed = try await stage.board.edit(row, ["value": "Otra"])
        // DMDS still holds the old value after any lag: somebody has set it back.
        clock.pass(601)
        let error = await serviceError { _ = try await changed.reversal?.undo() }
        #expect(error?.code == .conflict)
        #expect(stage.server.requests(to: "POST", "/v1/variables_globales/").count == 1)
    }

    @Test func `a deletion whose answer is lost is done where it is gone`() async throws {
        let stage = try await DMDSStage()
        stage.server.answer("DELETE", "/v1/variables_globales/", .reset)
        let error = await serviceError { try await stage.board.delete(.variable, "marca") }
        #expect(error?.code == .outcomeUnknown)
        #expect(error?.hint?.hasPrefix("DMDS was asked again at once and does not show it") == true)
        stage.server.answer(
            "GET", "/v1/variables_globales/", .json(DMDSFixtures.variables),
            .json(#"{"status":"ok","variables":{}}"#))
        let outcome = try await stage.board.delete(.variable, "marca")
        #expect(outcome.message == "variable marca deleted" && outcome.reversal != nil)
    }
}
