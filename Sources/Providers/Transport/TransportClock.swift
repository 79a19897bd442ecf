package import FoundationEssentials

/// Time and chance as the transport takes them, so that a test can hold both.
package struct TransportClock: Sendable {
    package let now: @Sendable () -> Duration
    package let date: @Sendable () -> Date
    /// Throws at once where its task is cancelled.
    package let sleep: @Sendable (Duration) async throws -> Void
    /// From 0 up to 1; spreads repetitions.
    package let random: @Sendable () -> Double

    package init(
        now: @escaping @Sendable () -> Duration, date: @escaping @Sendable () -> Date,
        sleep: @escaping @Sendable (Duration) async throws -> Void,
        random: @escaping @Sendable () -> Double
    ) {
        self.now = now
        self.date = date
        self.sleep = sleep
        self.random = random
    }

    package static let system: TransportClock = {
        let start = ContinuousClock.now
        return TransportClock(
            now: { ContinuousClock.now - start }, date: { Date() },
            sleep: { try await Task.sleep(for: $0, clock: .continuous) },
            random: { Double.random(in: 0..<1) })
    }()
}
