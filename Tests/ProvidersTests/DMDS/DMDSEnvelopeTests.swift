import ServiceCore
import TestSupport
import Testing

@Suite struct DMDSEnvelopeTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let answer: ScriptedAnswer
        let code: ServiceError.Code
        let says: String
        var field: String?

        var testDescription: String { name }
    }

    /// §3; the address is its own example.
    static let cases = [
        Case(
            name: "403", answer: .json(#"{"status":"err","on":"wrong key"}"#, status: 403),
            code: .unauthorized,
            says: "DMDS does not accept the API key (403): “wrong key”.", field: "api-key"),
        Case(
            name: "403 bare", answer: .status(403), code: .unauthorized, says: "the API key (403).",
            field: "api-key"),
        Case(
            name: "400 on an address", answer: .json(DMDSFixtures.badAddress, status: 400), code: .invalid,
            says: "DMDS refuses the values: “invalid email nonsense”.", field: "email"),
        Case(
            name: "400", answer: .json(#"{"status":"err","on":"falta nombre"}"#, status: 400),
            code: .notListed, says: "“falta nombre”"),
        Case(
            name: "200 with an error", answer: .json(DMDSFixtures.badAddress), code: .invalid,
            says: "“invalid email nonsense”", field: "email"),
        Case(
            name: "404", answer: .json(DMDSFixtures.unknown, status: 404), code: .notFound,
            says: "has no such thing"),
        Case(
            name: "405", answer: .json(DMDSFixtures.unknown, status: 405), code: .unsupported,
            says: "this call"),
        Case(
            name: "204", answer: .status(204), code: .malformedAnswer,
            says: "it came with code 204 instead of 200"),
        Case(
            name: "200 without a status", answer: .json("{}"), code: .malformedAnswer,
            says: "status is missing"),
        Case(
            name: "301", answer: .status(301, headers: ["Location": "/"]), code: .malformedAnswer,
            says: "another address"),
        Case(name: "429", answer: .status(429), code: .rateLimited, says: "fewer calls"),
        Case(
            name: "502 with HTML", answer: .html("<h1>Bad</h1>", status: 502), code: .unavailable,
            says: "gateway"),
        Case(name: "a login page", answer: .html("<html>"), code: .malformedAnswer, says: "a web page"),
        Case(
            name: "a wrong type", answer: .json(#"{"status":"ok","grupos":{"a":1}}"#), code: .malformedAnswer,
            says: "grupos is an object, not a list"),
    ]

    @Test(arguments: cases)
    func `each refusal is one sentence with a hint`(refusal: Case) async throws {
        let stage = try await DMDSStage()
        stage.server.answer("GET", "/v1/grupos/", refusal.answer)
        let error = await serviceError { _ = try await stage.board.list(.group) }
        #expect(error?.code == refusal.code)
        #expect(error?.message.contains(refusal.says) == true)
        #expect(error?.message.hasSuffix(".") == true)
        #expect(error?.hint?.hasSuffix(".") == true)
        #expect(error?.field == refusal.field)
        #expect(error?.origin?.operation == "groups.list")
    }

    @Test(arguments: [200, 400]) func `a list that is refused holds nothing to correct`(_ status: Int)
        async throws
    {
        let stage = try await DMDSStage()
        let refusal = ScriptedAnswer.json(#"{"status":"err","on":"mantenimiento"}"#, status: status)
        stage.server.answer("GET", "/v1/grupos/", refusal)
        let error = await serviceError { _ = try await stage.board.list(.group) }
        #expect(error?.message == "DMDS refuses “list groups”: “mantenimiento”.")
        #expect(error?.hint == "Try again; if it stays, look into DMDS’s own console.")
        stage.server.answer("POST", "/v1/grupo/", refusal)
        stage.server.answer("GET", "/v1/grupos/", .json(#"{"status":"ok","grupos":[]}"#))
        let write = await serviceError { try await stage.board.create(.group, ["name": "nuevo"]) }
        #expect(write?.message == "DMDS refuses the values: “mantenimiento”.")
        #expect(write?.hint == "Correct them and try again.")
    }

    @Test func `a fault of the platform in a 200 body blames no values, and leaves a write unknown`()
        async throws
    {
        let stage = try await DMDSStage()
        let fault = ScriptedAnswer.json(#"{"status":"err","on":"database down"}"#)
        stage.server.answer("POST", "/v1/whitelist/kim%40example.com", fault)
        let write = await serviceError {
            try await stage.board.act("whitelist", .contact, "kim@example.com")
        }
        #expect(write?.code == .outcomeUnknown && write?.message.contains("database down") == true)
        #expect(write?.lost != nil && write?.hint?.contains("Correct") == false)
        stage.server.answer("GET", "/v1/grupos/", fault)
        let read = await serviceError { _ = try await stage.board.list(.group) }
        #expect(read?.code == .notListed)
        #expect(read?.message == "DMDS has a fault of its own: “database down”.")
    }

    @Test func `numbers as text and extra members do no harm`() async throws {
        let stage = try await DMDSStage()
        stage.server.answer(
            "GET", "/v1/grupos/",
            .json(#"{"status":"OK","grupos":[{"id":"2","nombre":"clientes","contactos":"12","x":{}}],"y":1}"#)
        )
        let rows = try await stage.board.list(.group)
        #expect(rows.map(\.id.native) == ["2"])
        #expect(rows.first?["contacts"] == .integer(12))
    }

    @Test func `the check tells the version, and a wrong key`() async throws {
        let stage = try await DMDSStage()
        #expect(try await stage.connection.check?() == "version 1.5")
        #expect(stage.only("GET", "version/")?.header("authorization") == DMDSStage.key)
        stage.server.answer("GET", "/v1/version/", .json(DMDSFixtures.unknown, status: 403))
        let error = await serviceError { _ = try await stage.connection.check?() }
        #expect(error?.code == .unauthorized)
        #expect(error?.message.contains(DMDSStage.key) == false)
    }

    @Test func `the key stands in no log`() async throws {
        let log = RecordingRequestLog()
        let stage = try await DMDSStage(log: log)
        _ = try await stage.board.find(.contact, "kim@example.com")
        #expect(log.lines.map(\.operation) == ["contacts.show", "whitelist.show"])
        #expect(!String(describing: log.lines).contains(DMDSStage.key))
        #expect(!String(describing: log.lines).contains("kim@"))
    }
}
