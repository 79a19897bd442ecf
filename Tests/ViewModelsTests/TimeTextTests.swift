import FoundationEssentials
import ServiceCore
import TestSupport
import Testing
import ViewModels

@Suite struct TimeTextTests {
    private let time = TimeText(ManualClock().board)

    @Test(arguments: [
        (1_772_373_802.0, "14:03:22"), (1_772_323_200, "00:00:00"), (1_772_323_199, "Feb 28 23:59"),
        (1_767_225_600, "Jan 1 00:00"), (1_767_225_599, "2025-12-31"), (-1, "1969-12-31"),
    ])
    func `a column says only as much as today does not`(seconds: Double, text: String) {
        #expect(time.column(Date(timeIntervalSince1970: seconds)) == text)
    }

    @Test func `in full nothing is left out`() {
        var clock = ManualClock().board
        clock.zone = WallZone(secondsAhead: -12_600)
        let text = TimeText(clock).full(Date(timeIntervalSince1970: 1_772_373_802))
        #expect(text == "2026-03-01 10:33:22 -03:30")
    }

    @Test func `times within the words of a why page are told as the clocks here have them`() {
        var clock = ManualClock().board
        clock.zone = WallZone(secondsAhead: 3600)
        var verdict = PersonTrace.Verdict(connection: "dm", account: "dm")
        verdict.stop = PersonTrace.Stop(rule: "invalid", cause: "after a hard bounce 2026-03-01T12:00:00Z")
        var event = DeliveryEvent(
            id: ResourceID("dyn", .event, "1"), account: "", person: "a@x.com", kind: .bounceHard,
            time: Date(timeIntervalSince1970: 1_772_366_400))
        event.bounced = Date(timeIntervalSince1970: 1_772_370_000)
        var answers = WhyAnswers(address: "a@x.com", asked: ["dm"])
        answers.take(
            .success(PersonTrace(address: "a@x.com", verdicts: [verdict], events: [event])), of: "dm")
        let texts = WhyPage(clock).lines(answers).map(\.text)
        #expect(texts.contains("after a hard bounce 2026-03-01 13:00:00 +01:00"))
        #expect(texts.contains { $0.hasSuffix("bounced 14:00:00") })
        #expect(Row(event)["reply"].plainText == "bounced 2026-03-01T13:00:00Z")
    }

    @Test(arguments: [
        (0.0, "0 s"), (59, "59 s"), (60, "1 min"), (61, "1 min 1 s"), (3600, "1 h 0 min"),
        (7500, "2 h 5 min"),
        (-3, "0 s"), (.infinity, "277777 h 46 min"),
    ])
    func `a span is short`(seconds: Double, text: String) {
        #expect(TimeText.span(seconds) == text)
    }
}
