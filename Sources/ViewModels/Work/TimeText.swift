package import FoundationEssentials

/// Times as a person reads them, in the wall clock's zone.
package struct TimeText: Sendable {
    private let clock: BoardClock

    package init(_ clock: BoardClock) { self.clock = clock }

    /// `14:03:22`.
    package func clockTime(_ date: Date) -> String {
        let parts = Parts(date, clock)
        return "\(two(parts.hour)):\(two(parts.minute)):\(two(parts.second))"
    }

    /// `14:03`.
    package func hourMinute(_ date: Date) -> String {
        String(clockTime(date).dropLast(3))
    }

    /// `14:03:22` today, `Mar 1 14:03` this year, `2025-03-01` before: short enough for a column.
    package func column(_ date: Date) -> String {
        let parts = Parts(date, clock)
        let today = Parts(clock.date(), clock)
        if parts.day == today.day { return clockTime(date) }
        let (year, month, day) = Self.civil(parts.day)
        if year == Self.civil(today.day).year {
            return "\(Self.months[month - 1]) \(day) \(hourMinute(date))"
        }
        return "\(year)-\(two(month))-\(two(day))"
    }

    /// `2026-03-01 14:03:22 +01:00`: nothing left out.
    package func full(_ date: Date) -> String {
        let (year, month, day) = Self.civil(Parts(date, clock).day)
        let offset = clock.zoneOffset(date)
        let sign = offset < 0 ? "-" : "+"
        let zone = "\(sign)\(two(abs(offset) / 3600)):\(two(abs(offset) / 60 % 60))"
        return "\(year)-\(two(month))-\(two(day)) \(clockTime(date)) \(zone)"
    }

    /// `45 s`, `3 min`, `2 h 5 min`.
    package static func span(_ seconds: Double) -> String {
        let whole = Int(min(max(0, seconds), 1e9).rounded())
        if whole < 60 { return "\(whole) s" }
        if whole < 3600 { return whole % 60 == 0 ? "\(whole / 60) min" : "\(whole / 60) min \(whole % 60) s" }
        return "\(whole / 3600) h \(whole / 60 % 60) min"
    }

    private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private struct Parts {
        let day: Int
        let hour: Int
        let minute: Int
        let second: Int

        init(_ date: Date, _ clock: BoardClock) {
            let local = Int(date.timeIntervalSince1970.rounded(.down)) + clock.zoneOffset(date)
            day = Int((Double(local) / 86400).rounded(.down))
            let rest = local - day * 86400
            hour = rest / 3600
            minute = rest / 60 % 60
            second = rest % 60
        }
    }

    /// The Gregorian date of a day counted from 1970-01-01.
    private static func civil(_ dayNumber: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = dayNumber + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthIndex = (5 * dayOfYear + 2) / 153
        let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * monthIndex + 2) / 5 + 1
        )
    }
}
