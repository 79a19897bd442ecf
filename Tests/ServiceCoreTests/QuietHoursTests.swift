import FoundationEssentials
import ServiceCore
import Testing

@Suite struct QuietHoursTests {
    private func date(_ text: String) throws -> Date {
        try #require(try TimeReading(now: Date(timeIntervalSince1970: 0), zone: .utc).instant(text))
    }

    @Test(arguments: [
        ("22:00-08:00", "2026-03-01 23:30", "2026-03-02 08:00"),
        ("22:00-08:00", "2026-03-02 07:59", "2026-03-02 08:00"),
        ("22:00-08:00", "2026-03-01 22:00", "2026-03-02 08:00"),
        ("12:30-14:00", "2026-03-01 13:00", "2026-03-01 14:00"),
        ("22:00-00:00", "2026-03-01 23:00", "2026-03-02 00:00"),
    ])
    func `what lies within them waits until they end`(_ hours: String, _ now: String, _ end: String) throws {
        let quiet = try #require(QuietHours(hours))
        #expect(quiet.end(at: try date(now), in: .utc) == (try date(end)))
    }

    @Test(arguments: [
        ("22:00-08:00", "2026-03-01 08:00"), ("22:00-08:00", "2026-03-01 21:59"),
        ("12:30-14:00", "2026-03-01 14:00"),
    ])
    func `what lies outside does not wait`(_ hours: String, _ now: String) throws {
        let quiet = try #require(QuietHours(hours))
        #expect(quiet.end(at: try date(now), in: .utc) == nil)
    }

    @Test(arguments: [("9:00-17:30", "09:00-17:30"), (" 22:00 - 8:00", "22:00-08:00")])
    func `they are kept with two digits`(_ typed: String, _ kept: String) {
        #expect(QuietHours(typed)?.text == kept)
    }

    @Test(arguments: [
        "", "22:00", "22:00-", "22:00-22:00", "24:00-08:00", "22-8", "22:60-08:00", "a-b", "1:2:3-4",
    ])
    func `what is no two times of day is none`(_ text: String) {
        #expect(QuietHours(text) == nil)
    }
}
