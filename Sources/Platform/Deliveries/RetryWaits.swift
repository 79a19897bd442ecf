package import FoundationEssentials

/// How long a deferred message waits for its next attempt, and for how long it is tried.
package struct RetryWaits: Sendable, Hashable {
    /// Seconds after the first, second … attempt; the last one repeats.
    package var waits: [TimeInterval] = [60, 300, 900, 1800, 3600, 7200, 14_400]
    /// The share by which a wait is made longer or shorter, so that retries do not come in herds.
    package var jitter = 0.2
    /// Seconds from the submission until a message expires.
    package var lifetime: TimeInterval = 72 * 3600
    /// Below 1, time passes faster: how the sandbox ends within a demonstration.
    package var scale = 1.0

    /// - Parameters:
    ///   - attempts: how many have been made, this one included.
    ///   - draw: 0 to below 1; decides the jitter.
    package func wait(afterAttempts attempts: Int, draw: Double) -> TimeInterval {
        let plain = waits[min(max(attempts, 1), waits.count) - 1]
        return plain * (1 - jitter + 2 * jitter * draw) * scale
    }
}
