package import FoundationEssentials
import ServiceCore

/// Times as a person reads them, in the wall clock's zone.
package struct TimeText: Sendable {
    private let clock: BoardClock

    package init(_ clock: BoardClock) { self.clock = clock }

    /// `14:03:22`.
    package func clockTime(_ date: Date) -> String { clock.zone.wall(date).clockText }

    /// `14:03`.
    package func hourMinute(_ date: Date) -> String {
        String(clockTime(date).dropLast(3))
    }

    /// `14:03:22` today, `Mar 1 14:03` this year, `2025-03-01` before: short enough for a column.
    package func column(_ date: Date) -> String {
        let (time, today) = (clock.zone.wall(date), clock.zone.wall(clock.date()))
        if time.dayNumber == today.dayNumber { return time.clockText }
        if time.year == today.year {
            return "\(Self.months[time.month - 1]) \(time.day) \(hourMinute(date))"
        }
        return time.dayText
    }

    /// `2026-03-01 14:03:22 +01:00`: nothing left out.
    package func full(_ date: Date) -> String { clock.zone.text(date) }

    /// Which zone all of these are in, as short as can be: `UTC`, `+01:00`.
    package var zone: String {
        clock.zone == .utc ? clock.zone.name : clock.zone.offsetText(at: clock.date())
    }

    /// `45 s`, `3 min`, `2 h 5 min`.
    package static func span(_ seconds: Double) -> String {
        let whole = Int(min(max(0, seconds), 1e9).rounded())
        if whole < 60 { return "\(whole) s" }
        if whole < 3600 { return whole % 60 == 0 ? "\(whole / 60) min" : "\(whole / 60) min \(whole % 60) s" }
        return "\(whole / 3600) h \(whole / 60 % 60) min"
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
