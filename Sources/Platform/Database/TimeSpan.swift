package import FoundationEssentials
import Store

/// From one instant, itself included, up to another, itself left out; nil is open.
package struct TimeSpan: Sendable, Hashable {
    package var start: Date?
    package var end: Date?

    package init(start: Date? = nil, end: Date? = nil) {
        self.start = start
        self.end = end
    }

    /// The first stored time that is in it, and the first after it that is not.
    var stored: (start: Int64, end: Int64) {
        (start.map(Self.stored) ?? .min, end.map(Self.stored) ?? .max)
    }

    /// Tables keep whole milliseconds, so what is after an instant is so from the next one on.
    private static func stored(_ date: Date) -> Int64 {
        let time = date.storedTime
        return Date(storedTime: time) < date ? time + 1 : time
    }
}
