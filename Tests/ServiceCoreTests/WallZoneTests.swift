import FoundationEssentials
import ServiceCore
import Testing

@Suite struct WallZoneTests {
    private static let madrid = WallZone(named: "Europe/Madrid")

    private func date(_ text: String) -> Date { DateReading.instant(text) ?? .distantPast }

    @Test(arguments: [
        ("UTC", "UTC"), ("Z", "UTC"), ("Etc/UTC", "UTC"), ("UTC+05:30", "UTC+05:30"), ("UTC-3", nil),
        ("UTC-03", "UTC-03:00"),
        ("Europe/Madrid", "Europe/Madrid"), ("Europe/Madird", nil), ("", nil), ("nonsense", nil),
    ])
    func `a zone is known by its name`(name: String, kept: String?) {
        #expect(WallZone(named: name)?.name == kept)
        if let kept { #expect(WallZone(named: kept)?.name == kept) }
    }

    @Test func `the hint for a wrong name is the nearest right one`() {
        #expect(WallZone.hint(for: "Europe/Madird") == "Did you mean Europe/Madrid?")
    }

    @Test(arguments: [
        ("2026-03-01T12:00:05Z", "2026-03-01 13:00:05 +01:00"),
        ("2026-07-01T12:00:05Z", "2026-07-01 14:00:05 +02:00"),
        ("2025-12-31T23:30:00Z", "2026-01-01 00:30:00 +01:00"),
    ])
    func `an instant is written as its clocks show it, and reads back`(instant: String, text: String) throws {
        let zone = try #require(Self.madrid)
        #expect(zone.text(date(instant)) == text)
        #expect(DateReading.instant(text) == date(instant))
    }

    @Test func `a time that clocks jump over has no instant, one that comes again two`() throws {
        let zone = try #require(Self.madrid)
        let wall = { (text: String) in DateReading.said(text)?.wallSeconds ?? 0 }
        #expect(zone.instants(showing: wall("2026-03-29T02:30")) == [])
        #expect(zone.instants(showing: wall("2026-03-29T03:00")) == [date("2026-03-29T01:00Z")])
        #expect(
            zone.instants(showing: wall("2026-10-25T02:30"))
                == [date("2026-10-25T00:30Z"), date("2026-10-25T01:30Z")])
    }

    @Test func `a day begins where clocks go on when they jump over its midnight`() throws {
        let zone = try #require(WallZone(named: "America/Santiago"))
        let day = try #require(DateReading.said("2026-09-06"))
        #expect(zone.start(ofDay: Int(day.wallSeconds / 86_400)) == date("2026-09-06T01:00-03:00"))
    }

    @Test(arguments: [
        (0, "1970-01-01 00:00:00"), (-1, "1969-12-31 23:59:59"), (-86_400, "1969-12-31 00:00:00"),
        (1_772_373_802, "2026-03-01 14:03:22"), (-62_135_596_800, "0001-01-01 00:00:00"),
    ])
    func `a wall's time is that of the Gregorian calendar`(seconds: Int, text: String) {
        #expect(WallTime(seconds: seconds).text == text)
    }
}
