import FoundationEssentials
import ServiceCore
import Testing

@testable import ViewModels

@Suite struct FormTimeTests {
    private static let time = TimeReading(
        now: DateReading.instant("2026-11-30T13:02:11Z") ?? .distantPast, zone: WallZone(secondsAhead: 3600))

    private func form(_ text: String, _ zone: FormZone = .reader) -> FormState {
        var state = FormState(
            FormDescription(title: "New campaign", fields: [FormField("until", "Defer until", .date(zone))]))
        state.paste(text)
        state.submit(Self.time)
        return state
    }

    @Test(arguments: [
        ("tomorrow 09:00", "2026-12-01 09:00:00 +01:00"), ("+2h", "2026-11-30 16:02:11 +01:00"),
        ("2026-11-30 09:00", "2026-11-30 09:00:00 +01:00"),
        ("2026-11-30T09:00:00Z", "2026-11-30T09:00:00Z"),
    ])
    func `the preview tells the instant that was understood`(typed: String, shown: String) {
        let state = form(typed)
        #expect(state.phase == .preview)
        #expect(state.preview("x").changes.map(\.after) == [shown])
        #expect(state.values["until"] == shown)
    }

    @Test func `a line in the account's zone is written out in it`() {
        let state = form("09:00", .account(WallZone(secondsAhead: 19_800)))
        #expect(state.values["until"] == "2026-11-30 09:00:00 +05:30")
    }

    @Test(arguments: ["soon", "2026-02-30", "+999999999999d"])
    func `what is no time is said at its field`(typed: String) {
        let state = form(typed)
        #expect(state.phase == .editing)
        #expect(state.errors["until"]?.hasPrefix("“\(typed)” is no date. Write 2026-03-01 09:00,") == true)
        #expect(state.values["until"] == typed)
    }
}
