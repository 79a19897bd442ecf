import FoundationEssentials
import ServiceCore

/// How long what an endpoint did not take waits for its next attempt.
enum HookWaits {
    /// Seconds after the first, second … attempt; the last one repeats.
    private static let waits: [TimeInterval] = [
        60, 300, 900, 1800, 3600, 7200, 14_400, 28_800, 86_400,
    ]
    /// Seconds from the event until it is given up.
    private static let lifetime: TimeInterval = 3 * 86_400

    /// - Parameters:
    ///   - attempts: how many have been made, this one included.
    ///   - asked: how long the endpoint asked to be left alone.
    /// - Returns: nil where its time is over before.
    static func next(
        afterAttempts attempts: Int, since created: Date, at now: Date, asked: Duration? = nil
    ) -> Date? {
        let wait = max(waits[min(max(attempts, 1), waits.count) - 1], asked.map { $0 / .seconds(1) } ?? 0)
        let next = now.addingTimeInterval(wait)
        return next.timeIntervalSince(created) > lifetime ? nil : next
    }
}
