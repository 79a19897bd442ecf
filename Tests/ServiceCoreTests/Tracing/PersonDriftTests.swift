import ServiceCore
import TestSupport
import Testing

@Suite struct PersonDriftTests {
    private func verdict(
        _ connection: ConnectionID, _ account: String = "acme", stop: PersonTrace.Stop? = nil
    ) -> PersonTrace.Verdict {
        PersonTrace.Verdict(connection: connection, account: account, stop: stop)
    }

    private let suppressed = PersonTrace.Stop(rule: "suppressed: complaint", remedy: "allow")

    @Test func `suppressed here and active there is a drift, by name`() {
        let drift = PersonDrift([verdict("embedded", stop: suppressed), verdict("dyn", "dyn")])
        #expect(drift?.words == "suppressed: complaint on embedded (acme); active on dyn")
    }

    @Test func `platforms that agree do not drift`() {
        #expect(PersonDrift([verdict("embedded"), verdict("dyn")]) == nil)
        let both = [verdict("embedded", stop: suppressed), verdict("dyn", stop: suppressed)]
        #expect(PersonDrift(both) == nil && PersonDrift([]) == nil)
    }

    @Test func `accounts of one platform may differ`() {
        #expect(PersonDrift([verdict("embedded", "a", stop: suppressed), verdict("embedded", "b")]) == nil)
    }

    @Test func `what stops an account and not the person is no drift, and neither is what nobody knows`() {
        let noSender = PersonTrace.Stop(rule: "the sender is not approved")
        #expect(PersonDrift([verdict("embedded", stop: noSender), verdict("dyn")]) == nil)
        var unknown = verdict("dyn")
        unknown.unknowns = ["its status"]
        #expect(PersonDrift([verdict("embedded", stop: suppressed), unknown]) == nil)
    }
}
