import FoundationEssentials
import ServiceCore
import TestSupport
import Testing

@testable import ViewModels

@MainActor
@Suite struct WhyPageTests {
    private static let spring = Date(timeIntervalSince1970: 1_772_366_400)

    private func lines(_ verdict: PersonTrace.Verdict) -> [String] {
        var answers = WhyAnswers(address: "kim@a.test", asked: ["fake"])
        answers.take(.success(PersonTrace(address: "kim@a.test", verdicts: [verdict])), of: "fake")
        return WhyPage(ManualClock().board).lines(answers).map { "\($0.label): \($0.text)" }
    }

    private func verdict(
        stop: PersonTrace.Stop? = nil, wait: PersonTrace.Wait? = nil,
        depends: [PersonTrace.Dependence] = []
    ) -> PersonTrace.Verdict {
        PersonTrace.Verdict(
            connection: "fake", account: "acme", stop: stop, wait: wait, depends: depends)
    }

    @Test func `what depends on what sends it is told line by line`() {
        let lines = lines(
            verdict(depends: [.init("sent as smtp70004", "disabled"), .init("sent through Dyn", "inactive")]))
        #expect(lines.contains("would go out: yes, but it depends on what it is sent by"))
        #expect(lines.contains("depends: if sent as smtp70004: disabled"))
        #expect(lines.contains("depends: if sent through Dyn: inactive"))
    }

    @Test func `what waits says until when, why and what to do`() {
        let lines = lines(
            verdict(
                wait: .init(rule: "the cap is reached", until: Self.spring, advice: "Raise the cap.")))
        #expect(lines.contains { $0.hasPrefix("would go out: waits until 2026-03-01") })
        #expect(lines.contains("because: the cap is reached"))
        #expect(lines.contains("lifted by: Raise the cap."))
    }

    @Test func `what is lifted in suppressions is a line that leads there`() {
        var stop = PersonTrace.Stop(rule: "suppressed", remedy: "allow")
        stop.remedyKind = .suppression
        var answers = WhyAnswers(address: "kim@a.test", asked: ["fake"])
        answers.take(
            .success(PersonTrace(address: "kim@a.test", verdicts: [verdict(stop: stop)])), of: "fake")
        let line = WhyPage(ManualClock().board).lines(answers).first { $0.label == "lifted by" }
        #expect(line?.text == "a in suppressions, or :suppression.allow · Enter shows them")
        #expect(line?.link == .pane(.suppression, filter: "address:\"kim@a.test\""))
    }

    @Test func `a stop says no, whatever it depends on beside`() {
        var stop = PersonTrace.Stop(rule: "the account is disabled")
        stop.advice = "Enable the account."
        let lines = lines(verdict(stop: stop, depends: [.init("sent as smtp70004", "disabled")]))
        #expect(lines.contains("would go out: NO"))
        #expect(lines.contains("lifted by: Enable the account."))
        #expect(lines.contains("depends: if sent as smtp70004: disabled"))
    }

    @Test func `what the platform does not tell is not known, unless something else stops it`() {
        var unknown = verdict()
        unknown.unknowns = ["Dyn does not tell whether it is active"]
        #expect(lines(unknown).contains("would go out: not known"))
        #expect(lines(unknown).contains("not told: Dyn does not tell whether it is active"))
        unknown.stop = PersonTrace.Stop(rule: "invalid")
        #expect(lines(unknown).contains("would go out: NO"))
    }
}
