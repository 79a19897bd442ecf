package import FoundationEssentials

/// Reads the date forms that people and platforms write.
package enum DateReading {
    /// An instant from ISO 8601: a day alone, `T` or a blank before the time, fraction and zone optional.
    ///
    /// Without a zone the text means UTC. Nil where the text is none of these.
    package static func instant(_ text: String) -> Date? {
        var parts = text.replacing(" ", with: "T", maxReplacements: 1).split(
            separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
        if parts.count == 1 { parts.append("00:00:00Z") }
        guard let day = dayNumber(parts[0]), let (clock, zone) = clockAndZone(parts[1]) else { return nil }
        return Date(timeIntervalSince1970: Double(day) * 86400 + clock - zone)
    }

    /// Whether a text names its zone, so that it means one instant everywhere.
    package static func namesZone(_ text: String) -> Bool {
        guard let clock = text.split(whereSeparator: { $0 == "T" || $0 == " " }).dropFirst().first else {
            return false
        }
        return clock.contains { "Z+-z".contains($0) }
    }

    /// Days since 1970 of `YYYY-MM-DD` in the Gregorian calendar.
    private static func dayNumber(_ text: Substring) -> Int? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2],
            (1...9999).contains(year), (1...12).contains(month), (1...daysIn(month, year)).contains(day)
        else { return nil }
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func daysIn(_ month: Int, _ year: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    /// Seconds since midnight, and how many seconds the zone is ahead of UTC.
    private static func clockAndZone(_ text: Substring) -> (Double, Double)? {
        var clock = text
        var zone = 0.0
        if clock.last == "Z" || clock.last == "z" {
            clock.removeLast()
        } else if let sign = clock.lastIndex(where: { $0 == "+" || $0 == "-" }) {
            let digits = clock[clock.index(after: sign)...].filter { $0 != ":" }
            guard digits.count == 4 || digits.count == 2, let hours = Double(digits.prefix(2)),
                let minutes = Double(digits.count == 4 ? digits.suffix(2) : "0"), hours < 24, minutes < 60
            else { return nil }
            zone = (hours * 3600 + minutes * 60) * (clock[sign] == "-" ? -1 : 1)
            clock = clock[..<sign]
        }
        let parts = clock.split(separator: ":", omittingEmptySubsequences: false).map { Double($0) }
        guard (2...3).contains(parts.count), let hours = parts[0], let minutes = parts[1], hours < 24,
            minutes < 60
        else { return nil }
        guard let seconds = parts.count == 3 ? parts[2] : 0, seconds < 60, hours >= 0, minutes >= 0,
            seconds >= 0
        else { return nil }
        return (hours * 3600 + minutes * 60 + seconds, zone)
    }
}
