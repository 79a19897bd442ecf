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
        #expect(stage.connection.transport == "DMDS dmds: messages go out to their recipients")
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
}
