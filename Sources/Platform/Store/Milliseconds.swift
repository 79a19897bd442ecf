package import FoundationEssentials

extension Date {
    /// The form in which the store keeps instants: milliseconds since 1970 in UTC.
    package var milliseconds: Int64 { Int64((timeIntervalSince1970 * 1000).rounded()) }

    package init(milliseconds: Int64) {
        self.init(timeIntervalSince1970: Double(milliseconds) / 1000)
    }
}
