import Providers
import ServiceCore
import TestSupport
import Testing

@Suite struct SMSDropTraceTests {
    @Test func `a number’s campaigns are its events, and its credits decide`() async throws {
        let desk = try await SMSDropDesk()
        let done = SMSDropFixture.campaign(id: "b", status: "COMPLETED", title: "Second", percentage: "100")
        let others = SMSDropFixture.campaign(id: "c", recipients: #"["+22900000000"]"#)
        desk.server.answer(
            "GET", "/api/campaigns/",
            .json("[\(SMSDropFixture.campaign(status: "ABORTED")), \(done), \(others)]"))
        let trace = try #require(try await desk.connection.trace?("229 63588213"))
        #expect(trace.address == "+22963588213")
        #expect(trace.verdicts.map(\.account) == ["a@b.example"])
        #expect(trace.verdicts.first?.stop == nil)
        #expect(trace.verdicts.first?.notes.first == "120 credits left")
        #expect(Set(trace.events.map(\.kind)) == [.notSent, .delivered])
        #expect(Set(trace.events.map(\.campaign)) == ["Spring sale", "Second"])
    }

    @Test func `without credits nothing goes out`() async throws {
        let desk = try await SMSDropDesk()
        desk.server.answer(
            "GET", "/api/subscriptions/", .json(SMSDropFixture.subscription.replacing("120", with: "0")))
        let trace = try #require(try await desk.connection.trace?("+22963588213"))
        #expect(trace.verdicts.first?.stop?.rule == "no credits left")
    }

    @Test func `an e-mail address means nothing here and asks nothing`() async throws {
        let desk = try await SMSDropDesk()
        let trace = try #require(try await desk.connection.trace?("kim@example.test"))
        #expect(trace.verdicts.isEmpty && trace.events.isEmpty)
        #expect(desk.server.connectionCount == 0)
    }
}
