import Foundation

/// Times as the Date header writes them, in UTC (RFC 5322 §3.3).
enum MailDate {
    /// `Sun, 22 Nov 2026 10:14:10 +0000`
    static func text(_ date: Date) -> String { date.formatted(style) }

    private static let style = Date.VerbatimFormatStyle(
        format: """
            \(weekday: .abbreviated), \(day: .twoDigits) \(month: .abbreviated) \(year: .padded(4)) \
            \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits):\
            \(second: .twoDigits) +0000
            """, locale: Locale(identifier: "en_US_POSIX"), timeZone: .gmt,
        calendar: Calendar(identifier: .gregorian))
}
