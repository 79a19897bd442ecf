package import FoundationEssentials

extension Date {
    /// The number of the UTC day since 1970.
    package var dayNumber: Int { Int((timeIntervalSince1970 / 86_400).rounded(.down)) }

    /// When that day ends.
    var nextDay: Date { Date(timeIntervalSince1970: Double(dayNumber + 1) * 86_400) }
}
