package import FoundationEssentials

/// Hours of every day in which campaigns wait, by clocks on the wall: `22:00-08:00`.
package struct QuietHours: Sendable, Hashable {
    /// Minutes since midnight; never the same.
    package let start: Int
    package let end: Int

    /// Nil for what is no two clock times, and for two alike.
    package init?(_ text: String) {
        let times = text.split(separator: "-", omittingEmptySubsequences: false).map { Self.minutes($0) }
        guard times.count == 2, let start = times[0], let end = times[1], start != end else { return nil }
        (self.start, self.end) = (start, end)
    }

    package var text: String { "\(Self.text(start))-\(Self.text(end))" }

    /// When the quiet ends that there is at an instant; nil where there is none.
    package func end(at now: Date, in zone: WallZone) -> Date? {
        let seconds = zone.wall(now).secondOfDay
        let isQuiet =
            start < end
            ? (start * 60..<end * 60).contains(seconds) : seconds >= start * 60 || seconds < end * 60
        guard isQuiet else { return nil }
        let left = end * 60 - seconds
        let instant = now.timeIntervalSince1970.rounded(.down) + Double(left > 0 ? left : left + 86_400)
        return Date(timeIntervalSince1970: instant)
    }

    /// `9:00` and `09:00`.
    private static func minutes(_ text: Substring) -> Int? {
        let parts = String(text).trimmingBlanks.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].count == 2, (1...2).contains(parts[0].count),
            parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let hours = Int(parts[0]), let minutes = Int(parts[1]), hours < 24, minutes < 60
        else { return nil }
        return hours * 60 + minutes
    }

    private static func text(_ minutes: Int) -> String {
        let parts = [minutes / 60, minutes % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return parts.joined(separator: ":")
    }
}

extension TextRule {
    package static let quietHours = TextRule(
        "range of hours", hint: "Write two different times of day: 22:00-08:00."
    ) { QuietHours($0)?.text }
}
