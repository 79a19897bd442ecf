/// How long to wait until a platform is asked again: its interval, and longer and longer while it fails.
package struct PollPace: Sendable, Equatable {
    private let interval: Duration
    private var failures = 0
    private var asked: Duration?
    /// A platform that is down is asked once a minute.
    private static let longest = Duration.seconds(60)

    /// - Parameter interval: at least two seconds is waited, whatever is asked for.
    package init(every interval: Duration) {
        self.interval = max(interval, .seconds(2))
    }

    /// What to wait now, before any jitter.
    package var wait: Duration {
        let doubled = interval * (1 << min(failures, 10))
        return max(min(doubled, max(Self.longest, interval)), asked ?? .zero)
    }

    package mutating func succeeded() {
        failures = 0
        asked = nil
    }

    package mutating func failed(_ error: ServiceError) {
        failures += 1
        asked = error.retryAfter
    }
}
