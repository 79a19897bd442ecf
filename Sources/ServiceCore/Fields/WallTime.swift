/// A time as a clock on a wall shows it, in no zone in particular (Gregorian calendar).
package struct WallTime: Sendable, Hashable {
    /// Since that wall showed 1970-01-01 00:00:00.
    package let seconds: Int
    package let year: Int
    /// From 1.
    package let month: Int
    package let day: Int

    package init(seconds: Int) {
        self.seconds = seconds
        (year, month, day) = Self.civil(Self.dayNumber(seconds))
    }

    /// Days since 1970-01-01.
    package var dayNumber: Int { Self.dayNumber(seconds) }
    package var hour: Int { secondOfDay / 3600 }
    package var minute: Int { secondOfDay / 60 % 60 }
    package var second: Int { secondOfDay % 60 }
    var secondOfDay: Int { seconds - dayNumber * 86_400 }

    /// `2026-03-01 14:03:22`.
    package var text: String { "\(dayText) \(clockText)" }
    /// `2026-03-01`.
    package var dayText: String { "\(Self.padded(year, 4))-\(Self.padded(month))-\(Self.padded(day))" }
    /// `14:03:22`.
    package var clockText: String { "\(Self.padded(hour)):\(Self.padded(minute)):\(Self.padded(second))" }

    static func padded(_ number: Int, _ width: Int = 2) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    private static func dayNumber(_ seconds: Int) -> Int {
        (seconds >= 0 ? seconds : seconds - 86_399) / 86_400
    }

    /// The date of a day counted from 1970-01-01.
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
