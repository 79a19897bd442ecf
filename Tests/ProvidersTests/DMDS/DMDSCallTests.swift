import ServiceCore
import TestSupport
import Testing

@Suite struct DMDSCallTests {
    @Test(arguments: DMDSCalls.all)
    func `each call of the specification is made by its operation, and nothing else is changed`(
        call: PlatformCall
    ) async throws {
        let stage = try await DMDSStage()
        try await call.run(stage.connection)
        let made = stage.server.requests.map(Self.call)
        #expect(made.contains(call.call))
        let writes = made.filter(DMDSCalls.writing.contains)
        // A watch has to be of something that was sent.
        let isWatch = call.operation == "campaign watch"
        #expect(
            writes
                == (DMDSCalls.writing.contains(call.call)
                    ? [call.call] : isWatch ? ["POST envio/send_one_inline/"] : []))
        #expect(stage.server.requests.allSatisfy { $0.header("authorization") == DMDSStage.key })
        #expect(stage.server.requests.allSatisfy { $0.header("accept") == "application/json" })
    }

    @Test func `the table names every call of the specification`() {
        let sections = [
            "GET version/", "GET contacto/{email}", "GET contactos/invalidos/", "GET whitelist/{email}",
            "GET envio/eeid_info/{eeid}", "GET envio/eeid_eml/", "GET envio/cantidad_eventos/",
            "GET envio/ver_eventos/", "GET campania/", "GET campania_apikey/", "GET grupos/", "GET filtros/",
            "GET variables_globales/",
        ]
        #expect(Set(DMDSCalls.all.map(\.call)) == DMDSCalls.writing.union(sections))
    }

    @Test func `nothing that writes is within reach of a read-only connection`() async throws {
        let stage = try await DMDSStage(isReadOnly: true)
        for call in DMDSCalls.all { try? await call.run(stage.connection) }
        let made = Set(stage.server.requests.map(Self.call))
        #expect(made.isDisjoint(with: DMDSCalls.writing))
        #expect(made.contains("GET contacto/{email}"))
        for rows in stage.connection.resources.values {
            #expect(rows.operations.create == nil && rows.operations.update == nil)
            #expect(rows.operations.delete == nil)
            #expect(rows.operations.actions.allSatisfy { $0.effect == .check })
        }
        #expect(stage.connection.messages == nil)
    }

    /// A request as the specification writes its call.
    private static func call(_ request: RecordedRequest) -> String {
        var path = request.path.replacing("/v1/", with: "", maxReplacements: 1)
        for name in ["kim", "bad", "new"] { path = path.replacing("\(name)%40example.com", with: "{email}") }
        return "\(request.method) \(path.replacing(DMDSFixtures.eeid, with: "{eeid}"))"
    }
}
