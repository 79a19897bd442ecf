import FoundationEssentials
import ServiceCore
import Testing

/// Case S12.
@Suite struct TimeReadingTests {
    private static let now = DateReading.instant("2026-11-30T13:02:11Z") ?? .distantPast

    private func reading(_ zone: String = "Europe/Madrid") throws -> TimeReading {
        TimeReading(now: Self.now, zone: try #require(WallZone(named: zone)))
    }

    @Test(arguments: [
        ("2026-11-30 09:00", "2026-11-30T08:00:00Z"), ("2026-11-30T09:00:00", "2026-11-30T08:00:00Z"),
        ("2026-11-30T09:00Z", "2026-11-30T09:00:00Z"), ("2026-11-30 09:00 +05:30", "2026-11-30T03:30:00Z"),
        ("2026-11-30", "2026-11-29T23:00:00Z"), ("2026-07-01 09:00", "2026-07-01T07:00:00Z"),
        ("tomorrow 09:00", "2026-12-01T08:00:00Z"), ("Tomorrow", "2026-11-30T23:00:00Z"),
        ("today 18:30:05", "2026-11-30T17:30:05Z"), ("yesterday", "2026-11-28T23:00:00Z"),
        ("18:30", "2026-11-30T17:30:00Z"), ("now", "2026-11-30T13:02:11Z"),
        ("+2h", "2026-11-30T15:02:11Z"), ("+90m", "2026-11-30T14:32:11Z"), ("+1h30m", "2026-11-30T14:32:11Z"),
        ("+1d", "2026-12-01T13:02:11Z"), ("+0.5h", "2026-11-30T13:32:11Z"),
    ])
    func `what a person types is an instant`(text: String, instant: String) throws {
        #expect(try reading().instant(text) == DateReading.instant(instant))
    }

    @Test(arguments: [
        "", "soon", "tomorrow 25:00", "tomorrow at nine", "tomorrow 09:00 10:00", "+", "+h", "+2", "+2x",
        "-2h",
        "2h", "+-2h", "9", "09", "2026-02-30", "99999-01-01", "0000-00-00", "+999999999999d",
        "2026-11-30 9am",
    ])
    func `anything else is none`(text: String) throws {
        #expect(try reading().instant(text) == nil)
    }

    @Test func `a time that never comes, or comes twice, is refused with the way out`() throws {
        let gap = #expect(throws: ServiceError.self) { try reading().instant("2026-03-29 02:30") }
        #expect(gap?.message == "“2026-03-29 02:30” never comes in Europe/Madrid: clocks go forward over it.")
        let twice = #expect(throws: ServiceError.self) { try reading().instant("2026-10-25 02:30") }
        #expect(twice?.message == "“2026-10-25 02:30” comes twice in Europe/Madrid: clocks go back over it.")
        #expect(twice?.hint == "Write 2026-10-25 02:30 +02:00 or 2026-10-25 02:30 +01:00.")
        #expect(
            try reading().instant("2026-10-25 02:30 +01:00") == DateReading.instant("2026-10-25T01:30:00Z"))
    }

    @Test func `a settled time means the same everywhere, and stays as it is`() throws {
        #expect(try reading().settled("tomorrow 09:00") == "2026-12-01 09:00:00 +01:00")
        #expect(try reading("UTC").settled("2026-12-01 09:00:00 +01:00") == "2026-12-01 09:00:00 +01:00")
        #expect(try reading().settled("soon") == nil)
    }

    @Test func `a filter reads what is shown`() throws {
        let zone = try #require(WallZone(named: "Europe/Madrid"))
        let parser = FilterParser(schema: ResourceSchema(of: DeliveryEvent.self), now: Self.now, zone: zone)
        for (line, instant) in [
            ("after:2026-11-30", "2026-11-29T23:00:00Z"), ("before:today", "2026-11-29T23:00:00Z"),
            ("time:>2026-11-30T14:00", "2026-11-30T13:00:00Z"),
            ("after:\"2026-11-30 14:00 +00:00\"", "2026-11-30T14:00:00Z"),
            ("since:1h", "2026-11-30T12:02:11Z"),
        ] {
            let test = try #require(try parser.parse(line).terms.first?.test)
            guard case .field("time", _, .date(let date)) = test else {
                Issue.record("\(line)")
                continue
            }
            #expect(date == DateReading.instant(instant), "\(line)")
        }
    }

    @Test func `a form writes times out in the zone that is meant`() throws {
        let india = WallZone(secondsAhead: 19_800)
        let form = FormDescription(
            title: "New",
            fields: [
                FormField("account", "Account"), FormField("own", "Own", .date(.reader)),
                FormField("theirs", "Theirs", .date(.accountNamed(["Ops@shop.example": india]))),
                FormField("wrong", "Wrong", .date(.reader)),
            ])
        var values = FormValues([
            "account": "ops@shop.example", "own": "18:00", "theirs": "18:00", "wrong": "soon",
        ])
        let reader = try reading().zone
        let settled = form.settled(values, now: Self.now, reader: reader)
        #expect(settled["own"] == "2026-11-30 18:00:00 +01:00")
        #expect(settled["theirs"] == "2026-11-30 18:00:00 +05:30")
        #expect(settled["wrong"] == "soon")
        values["account"] = " OPS@SHOP.example. "
        #expect(form.settled(values, now: Self.now, reader: reader)["theirs"] == "2026-11-30 18:00:00 +05:30")
        values["account"] = ""
        #expect(form.settled(values, now: Self.now, reader: reader)["theirs"] == "18:00")
    }
}
