package import FoundationEssentials

/// Reads the date forms that people and platforms write.
package enum DateReading {
    /// The instants that anything from outside may mean: the years 1 to 9999, a day short at both ends so that every
    /// zone can show them. Stores and calendars count well beyond them without a number that does not fit.
    package static let range =
        Date(timeIntervalSince1970: -62_135_510_400)...Date(timeIntervalSince1970: 253_402_214_400)

    /// What a text says of a time.
    package struct Said: Sendable, Hashable {
        /// Seconds since 1970-01-01 on the wall that it speaks of.
        package let wallSeconds: Double
        /// Seconds ahead of UTC; nil where the text names no zone.
        package let offset: Double?
        /// Whether it is a day alone.
        package let isDay: Bool
    }

    /// Reads ISO 8601: a day alone, `T` or a blank before the time, fraction and zone optional, a blank before the zone.
    ///
    /// Nil where the text is none of these.
    package static func said(_ text: String) -> Said? {
        let parts = text.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "T" || $0 == " " }
        guard let day = dayNumber(parts[0]) else { return nil }
        let midnight = Double(day) * 86_400
        if parts.count == 1 { return Said(wallSeconds: midnight, offset: nil, isDay: true) }
        guard let (clock, zone) = clockAndZone(parts[1]) else { return nil }
        return Said(wallSeconds: midnight + clock, offset: zone, isDay: false)
    }

    /// An instant from what `said` reads; without a zone the text means UTC.
    ///
    /// Nil where the text is none of these, or its instant not in `range`.
    package static func instant(_ text: String) -> Date? {
        said(text).flatMap { instant(secondsSince1970: $0.wallSeconds - ($0.offset ?? 0)) }
    }

    /// An instant that was counted; nil where it is none of `range`.
    package static func instant(secondsSince1970 seconds: Double) -> Date? {
        let date = Date(timeIntervalSince1970: seconds)
        return range.contains(date) ? date : nil
    }

    /// Whether a text names its zone, so that it means one instant everywhere.
    package static func namesZone(_ text: String) -> Bool { said(text)?.offset != nil }

    /// Days since 1970 of `YYYY-MM-DD` in the Gregorian calendar.
    private static func dayNumber(_ text: Substring) -> Int? {
        let texts = text.split(separator: "-", omittingEmptySubsequences: false)
        let parts = texts.map(digits)
        guard parts.count == 3, texts[0].count == 4, let year = parts[0], let month = parts[1],
            let day = parts[2],
            (1...9999).contains(year), (1...12).contains(month), (1...daysIn(month, year)).contains(day)
        else { return nil }
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// A number of digits alone; `Int` would take a sign and `Double` an exponent too.
    private static func digits(_ text: Substring) -> Int? {
        text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
    }

    private static func daysIn(_ month: Int, _ year: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    /// Seconds since midnight, and how many seconds the zone is ahead of UTC, nil where none is named.
    private static func clockAndZone(_ text: Substring) -> (Double, Double?)? {
        var clock = text
        var zone: Double?
        if clock.last == "Z" || clock.last == "z" {
            clock.removeLast()
            zone = 0
        } else if let sign = clock.lastIndex(where: { $0 == "+" || $0 == "-" }) {
            let digits = Substring(clock[clock.index(after: sign)...].filter { $0 != ":" })
            guard digits.count == 4 || digits.count == 2, let hours = Self.digits(digits.prefix(2)),
                let minutes = Self.digits(digits.count == 4 ? digits.suffix(2) : "0"), hours < 24,
                minutes < 60
            else { return nil }
            zone = Double(hours * 3600 + minutes * 60) * (clock[sign] == "-" ? -1 : 1)
            clock = clock[..<sign]
        }
        if zone != nil, clock.last == " " { clock.removeLast() }
        let parts = clock.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), let hours = digits(parts[0]), let minutes = digits(parts[1]),
            hours < 24, minutes < 60, let seconds = parts.count == 3 ? secondsOfMinute(parts[2]) : 0
        else { return nil }
        return (Double(hours * 3600 + minutes * 60) + seconds, zone)
    }

    private static func secondsOfMinute(_ text: Substring) -> Double? {
        guard text.first?.isNumber == true, text.allSatisfy({ "0123456789.".contains($0) }),
            let seconds = Double(text), seconds < 60
        else { return nil }
        return seconds
    }
}
