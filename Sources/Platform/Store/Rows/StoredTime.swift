package import Foundation

extension Date {
    /// The time as the tables keep it: milliseconds since 1970 in UTC, rounded down.
    package var storedTime: Int64 { Int64((timeIntervalSince1970 * 1000).rounded(.down)) }

    package init(storedTime: Int64) {
        self.init(timeIntervalSince1970: Double(storedTime) / 1000)
    }
}
