package import Foundation

/// The zone in which somebody reads and types times; the one value that carries it.
package struct WallZone: Sendable, Hashable {
    /// As it is said and kept: `Europe/Madrid`, `UTC`, `UTC+05:30`.
    package let name: String
    private let rule: Rule

    private enum Rule: Sendable, Hashable {
        case fixed(Int)
        case named(TimeZone)
    }

    package static let utc = WallZone(secondsAhead: 0)

    /// The zone of this machine, for whoever puts the program together.
    package static var current: WallZone { WallZone(.current) }

    /// A zone that keeps no summer time.
    package init(secondsAhead seconds: Int) {
        name = seconds == 0 ? "UTC" : "UTC" + Self.offsetText(seconds)
        rule = .fixed(seconds)
    }

    /// A zone by what `name` says of it; nil where there is none.
    package init?(named name: String) {
        if name.hasPrefix("UTC") || name == "Z" {
            guard let seconds = Self.seconds(String(name.dropFirst(name == "Z" ? 1 : 3))) else { return nil }
            self.init(secondsAhead: seconds)
        } else {
            guard !name.isEmpty, let zone = TimeZone(identifier: name) else { return nil }
            self.init(zone)
        }
    }

    /// The way out for a name that is no zone's.
    package static func hint(for name: String) -> String {
        NearestName.to(name, among: TimeZone.knownTimeZoneIdentifiers).map { "Did you mean \($0)?" }
            ?? "Write a name such as Europe/Madrid, or UTC."
    }

    private init(_ zone: TimeZone) {
        let isUTC = Self.namesOfUTC.contains(zone.identifier)
        name = isUTC ? "UTC" : zone.identifier
        rule = isUTC ? .fixed(0) : .named(zone)
    }

    private static let namesOfUTC: Set<String> = ["GMT", "UTC", "UCT", "Etc/GMT", "Etc/UTC", "Etc/UCT"]

    /// How many seconds it is ahead of UTC at an instant.
    package func offset(at date: Date) -> Int {
        switch rule {
        case .fixed(let seconds): seconds
        case .named(let zone): zone.secondsFromGMT(for: date)
        }
    }

    package func wall(_ date: Date) -> WallTime {
        WallTime(seconds: Int(date.timeIntervalSince1970.rounded(.down)) + offset(at: date))
    }

    /// `2026-03-01 14:03:22 +01:00`: nothing left out, and `DateReading` reads it.
    package func text(_ date: Date) -> String { "\(wall(date).text) \(offsetText(at: date))" }

    /// `+01:00`.
    package func offsetText(at date: Date) -> String { Self.offsetText(offset(at: date)) }

    /// The instants at which its walls show a time: none where clocks go forward over it, two where it comes again.
    package func instants(showing wallSeconds: Double) -> [Date] {
        let nearby = [-86_400.0, 86_400].map { offset(at: Date(timeIntervalSince1970: wallSeconds + $0)) }
        return Set(nearby).map { (Date(timeIntervalSince1970: wallSeconds - Double($0)), $0) }
            .filter { offset(at: $0.0) == $0.1 }.map(\.0).sorted()
    }

    /// The first instant of a day; in some zones clocks go forward at midnight.
    package func start(ofDay dayNumber: Int) -> Date {
        let midnight = Double(dayNumber) * 86_400
        if let first = instants(showing: midnight).first { return first }
        // Both clocks meet at the jump: the one before it still counts.
        let before = offset(at: Date(timeIntervalSince1970: midnight - 86_400))
        return Date(timeIntervalSince1970: midnight - Double(before))
    }

    private static func offsetText(_ seconds: Int) -> String {
        let minutes = abs(seconds) / 60
        return "\(seconds < 0 ? "-" : "+")\(WallTime.padded(minutes / 60)):\(WallTime.padded(minutes % 60))"
    }

    /// `+05:30`; nothing at all is 0.
    private static func seconds(_ text: String) -> Int? {
        text.isEmpty ? 0 : DateReading.said("1970-01-01T00:00\(text)").flatMap(\.offset).map { Int($0) }
    }
}
