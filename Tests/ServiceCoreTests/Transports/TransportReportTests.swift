import Foundation
import ServiceCore
import Testing

/// Where messages go, in words.
@Suite struct TransportReportTests {
    private let noon = Date(timeIntervalSince1970: 1_772_366_400)

    private func figures(_ change: (inout TransportFigures) -> Void = { _ in }) -> TransportFigures {
        var figures = TransportFigures("smtp://relay.example:587", measured: noon)
        (figures.openSessions, figures.busySessions, figures.wantedSessions) = (4, 3, 10)
        figures.latency = 0.0124
        figures.lastMinute = 1204
        change(&figures)
        return figures
    }

    private func report(
        _ figures: TransportFigures?, by engine: TransportReport.Engine = .here(since: nil)
    ) -> TransportReport {
        var way = TransportReport.Way(
            "E-mail", TransportDescription("relay", "messages leave through smtp://relay.example:587"))
        way.side = "smtp://relay.example:587"
        way.figures = figures
        return TransportReport(engine: engine, ways: [way])
    }

    private func lines(_ report: TransportReport) -> [String] {
        report.sections.flatMap(\.lines).map { "\($0.label): \($0.text.plainText)" }
    }

    @Test func `a relay that works is told with its sessions, its latency and its rate`() {
        let lines = lines(report(figures(), by: .here(since: noon)))
        #expect(
            lines == [
                "Engine: this process, since 2026-03-01T12:00:00Z",
                "Goes: messages leave through smtp://relay.example:587", "State: ready",
                "Sessions: 4 open, 3 busy, up to 10", "Latency: 12 ms a message",
                "Last minute: 1,204 messages answered", "Last check: none yet",
            ])
    }

    @Test(arguments: [
        (
            TransportFigures.State.resting(
                until: Date(timeIntervalSince1970: 1_772_366_460), why: "It is away."),
            "State: resting until 2026-03-01T12:01:00Z, after 3 faults in a row: It is away."
        ),
        (.resting(until: nil, why: "No login."), "State: waits for a person: No login."),
        (.ready, "State: about to be tried again, after 3 faults in a row"),
    ])
    func `a relay at fault says until when and why`(_ state: TransportFigures.State, _ words: String) {
        let report = report(figures { ($0.state, $0.faults) = (state, 3) })
        #expect(lines(report).contains(words))
    }

    @Test
    func `what another process noted says of when it is, and what an ended one noted tells of no session`() {
        let elsewhere = lines(report(figures(), by: .elsewhere(42, since: noon)))
        #expect(elsewhere[0] == "Engine: process 42, since 2026-03-01T12:00:00Z")
        #expect(elsewhere.contains("Known: as of 2026-03-01T12:00:00Z"))
        #expect(elsewhere.contains("State: ready"))
        let ended = lines(report(figures(), by: .nobody))
        #expect(ended.contains("Known: as of 2026-03-01T12:00:00Z, when it was last used"))
        #expect(!ended.contains { $0.hasPrefix("State") || $0.hasPrefix("Sessions") })
    }

    @Test func `replies are told with what they mean, how often and when`() {
        var reply = TransportFigures.Reply("no such person", .bad, "550 5.1.1 no such user", at: noon)
        reply.count = 88
        let sections = report(figures { $0.replies = [reply] }).sections
        let last = sections.last
        #expect(last?.title == "Last replies" && last?.lines.first?.label == "no such person")
        #expect(
            last?.lines.first?.text.plainText == "88 × 550 5.1.1 no such user · last 2026-03-01T12:00:00Z")
    }

    @Test func `a check that failed is told as bad, and of what nobody has told nothing is said`() {
        var report = report(nil)
        report.ways[0].check = TransportCheck(
            time: noon, who: "kim@console", words: "It is away.", isGood: false)
        let check = report.sections.flatMap(\.lines).last
        #expect(check?.text.plainText == "2026-03-01T12:00:00Z, by kim@console: It is away.")
        #expect(check?.tone == .bad)
        #expect(!lines(report).contains { $0.hasPrefix("State") })
    }

    @Test func `it is moving as long as something is open, waits or is at fault in this process`() {
        #expect(report(figures()).isMoving)
        let still = figures { ($0.openSessions, $0.busySessions, $0.lastMinute) = (0, 0, 0) }
        #expect(!report(still).isMoving)
        #expect(report(figures { ($0.openSessions, $0.lastMinute, $0.faults) = (0, 0, 1) }).isMoving)
        #expect(!report(figures(), by: .elsewhere(7, since: nil)).isMoving)
    }

    @Test func `whoever watches a launch is told in a line, what is wrong first`() {
        let line = { (report: TransportReport) in report.line(of: report.ways[0]).plainText }
        let sentence = "messages leave through smtp://relay.example:587"
        #expect(line(report(figures())) == "\(sentence), ready, 4 sessions, 12 ms a message")
        let resting = figures { $0.state = .resting(until: nil, why: "No login.") }
        #expect(line(report(resting)) == "waits for a person: No login. · \(sentence)")
        #expect(line(report(figures(), by: .nobody)) == sentence)
        #expect(line(report(nil)) == sentence)
    }
}
