/// How long to wait until a platform is asked again: its interval, and longer and longer while it fails.
package struct PollPace: Sendable, Equatable {
    private let interval: Duration
    private var failures = 0
    private var asked: Duration?
    private var first: Duration?
    /// A platform that is down is asked once a minute.
    private static let longest = Duration.seconds(60)

    /// - Parameters:
    ///   - interval: at least two seconds is waited, whatever is asked for.
    ///   - first: the first wait, where rows are at hand that were read a while ago.
    package init(every interval: Duration, beginningIn first: Duration? = nil) {
        self.first = first
        self.interval = max(interval, .seconds(2))
    }

    /// What to wait now, before any jitter.
    package var wait: Duration {
        if let first { return first }
        let doubled = interval * (1 << min(failures, 10))
        return max(min(doubled, max(Self.longest, interval)), asked ?? .zero)
    }

    package mutating func succeeded() {
        failures = 0
        (asked, first) = (nil, nil)
    }

    package mutating func failed(_ error: ServiceError) {
        failures += 1
        (asked, first) = (error.retryAfter, nil)
    }
}
