package import Foundation

extension Date {
    /// The time as the tables keep it: milliseconds since 1970 in UTC, rounded down.
    ///
    /// Whoever reads a time from outside holds it against `DateReading.range`; what lies beyond all of them is kept as
    /// the farthest there is, for no value may end the program.
    package var storedTime: Int64 {
        let milliseconds = (timeIntervalSince1970 * 1000).rounded(.down)
        return Int64(exactly: milliseconds) ?? (milliseconds < 0 ? .min : .max)
    }

    package init(storedTime: Int64) {
        self.init(timeIntervalSince1970: Double(storedTime) / 1000)
    }
}
