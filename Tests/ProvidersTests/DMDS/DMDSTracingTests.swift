import ServiceCore
import TestSupport
import Testing

@Suite struct DMDSTracingTests {
    @Test func `a contact in order would be sent to`() async throws {
        let stage = try await DMDSStage()
        let trace = try #require(try await stage.connection.trace?("kim@example.com"))
        #expect(trace.verdicts.map(\.stop) == [nil])
        #expect(trace.verdicts.first?.notes == ["groups: clientes"])
        #expect(trace.events.map(\.kind) == [.open, .accepted])
        #expect(trace.events.allSatisfy { $0.person == "kim@example.com" })
    }

    @Test func `an invalid contact is told with the bounce before and the key that lifts it`() async throws {
        let stage = try await DMDSStage()
        let trace = try #require(try await stage.connection.trace?("BAD@example.com"))
        let stop = try #require(trace.verdicts.first?.stop)
        #expect(stop.rule == "invalid" && stop.remedy == "revalidate")
        #expect(stop.since == DateReading.instant("2020-10-15T08:25:12Z"))
        #expect(stop.cause == "after a hard bounce 2020-10-15T08:25:11Z")
        #expect(trace.verdicts.first?.notes.first == "whitelisted: bounces do not make it invalid")
    }

    @Test func `an address that is no contact would be sent to and become one`() async throws {
        let stage = try await DMDSStage()
        let trace = try #require(try await stage.connection.trace?("new@example.com"))
        #expect(trace.verdicts.count == 1 && trace.verdicts.first?.stop == nil)
        #expect(trace.verdicts.first?.contact == nil)
        #expect(trace.events.isEmpty)
    }

    @Test func `a phone number is nothing to DMDS`() async throws {
        let stage = try await DMDSStage()
        let trace = try await stage.connection.trace?("+34600123456")
        #expect(trace?.verdicts.isEmpty == true)
        #expect(stage.server.requests.isEmpty)
    }

    @Test func `the connection names itself and where its messages go`() async throws {
        let stage = try await DMDSStage()
        #expect(stage.connection.platform == "DMDS" && stage.connection.badge == "PROD")
        #expect(stage.connection.freshness == .polled(every: .seconds(5)))
        #expect(stage.connection.transport?.sentence == "DMDS dmds: messages go out to their recipients")
    }

    @Test(arguments: ["", #", "invalido": "perhaps""#])
    func `whether a message goes out is not known where DMDS tells nothing of validity`(_ told: String)
        async throws
    {
        let stage = try await DMDSStage()
        stage.server.answer(
            "GET", "/v1/contacto/kim%40example.com",
            .json(#"{"status": "ok", "contacto": {"email": "kim@example.com", "numid": 3\#(told)}}"#))
        let verdict = try #require(try await stage.connection.trace?("kim@example.com").verdicts.first)
        #expect(verdict.outcome == .unknown)
        #expect(verdict.unknowns == ["DMDS does not tell whether it is invalid"])
    }

    private func verdict(_ stage: DMDSStage, _ address: String) async throws -> PersonTrace.Verdict {
        try #require(try await stage.connection.trace?(address).verdicts.first)
    }

    @Test func `what was written counts before DMDS shows it`() async throws {
        let stage = try await DMDSStage()
        try await stage.board.act("invalidate", .contact, "kim@example.com")
        let invalid = try await verdict(stage, "kim@example.com")
        #expect(invalid.stop?.rule == "invalid" && invalid.stop?.remedy == "revalidate")
        #expect(invalid.stop?.since == nil && invalid.stop?.cause == "")
        #expect(invalid.notes.last == "written, and not shown by the platform yet")
        try await stage.board.act("revalidate", .contact, "bad@example.com")
        let valid = try await verdict(stage, "bad@example.com")
        #expect(valid.outcome == .goes)
        #expect(valid.notes.last == "written, and not shown by the platform yet")
    }

    @Test func `a contact that was deleted here is none`() async throws {
        let stage = try await DMDSStage()
        let delete = try #require(try stage.board.operations(.contact).delete)
        _ = try await delete.perform([ResourceID("dmds", .contact, "kim@example.com")])
        let verdict = try await verdict(stage, "kim@example.com")
        #expect(verdict.contact == nil && verdict.outcome == .goes)
        #expect(verdict.notes.first == "no contact here; DMDS makes one when it is sent to")
    }

    @Test(arguments: [
        ("invalidate", "invalidar", "kim@example.com"), ("revalidate", "revalidar", "bad@example.com"),
    ])
    func `a lost answer leaves the verdict open, and says which, here and to the next process`(
        mark: (name: String, path: String, email: String)
    ) async throws {
        let trail = KeptTrail()
        let stage = try await DMDSStage(trail: trail)
        let path = "/v1/\(mark.path)/\(mark.email.replacing("@", with: "%40"))"
        stage.server.answer("GET", path, .dropped)
        let error = await serviceError { try await stage.board.act(mark.name, .contact, mark.email) }
        #expect(error?.code == .outcomeUnknown)
        for stage in [stage, try await DMDSStage(trail: trail)] {
            let verdict = try await verdict(stage, mark.email)
            #expect(verdict.outcome == .unknown)
            #expect(
                verdict.unknowns == ["whether “\(mark.name)” was done is unknown: its answer was lost"])
        }
    }
}
