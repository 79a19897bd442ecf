import ServiceCore
import TestSupport
import Testing

/// An smsdrop that does not tell of the subscription.
@Suite struct SMSDropMissingCallTests {
    @Test(arguments: [404, 405, 501])
    func `account, trace and plan do without the credits`(status: Int) async throws {
        let desk = try await SMSDropDesk()
        desk.server.answer("GET", "/api/subscriptions/", .json(#"{"detail": "no"}"#, status: status))
        let find = try #require(desk.connection.resources[.account]?.operations.find)
        let row = try #require(try await find("a@b.example"))
        #expect(row["sms_credits"].isEmpty && row["username"].plainText == "a@b.example")
        let trace = try #require(try await desk.connection.trace?("+22963588213"))
        #expect(trace.verdicts.first?.stop == nil)
        #expect(trace.verdicts.first?.notes.first == "the platform tells no credits")
        let plan = try await desk.control.plan(SMSDropDesk.id)
        #expect(plan.facts.contains { $0.value == "not told" } && plan.exclusions.isEmpty)
    }
}
