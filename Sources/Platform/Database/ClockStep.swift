import FoundationEssentials

/// What becomes of waits when the wall clock is set back: they last as long as they were meant to, not until the old time.
///
/// A row that was put off at a time which has not come keeps its wait and begins it now. What was put off before that
/// time, and what is to happen at an instant that a person named, stays as it is.
enum ClockStep {
    /// Clocks that are kept right by small steps are left alone.
    static let tolerance: TimeInterval = 1

    static func isBack(_ now: Date, since earlier: Date?) -> Bool {
        earlier.map { now < $0.addingTimeInterval(-tolerance) } ?? false
    }
}
