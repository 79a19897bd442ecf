package import FoundationEssentials

/// The time as the view models see it; tests put their own in its place.
package struct BoardClock: Sendable {
    /// Since some fixed moment; never goes back.
    package var monotonic: @Sendable () -> Duration
    package var date: @Sendable () -> Date
    /// Seconds that the person's wall clock is ahead of UTC at a moment.
    package var zoneOffset: @Sendable (Date) -> Int
    /// Stays on the main actor, so that whatever is woken goes on in the order it was woken.
    package var sleep: @MainActor (Duration) async throws -> Void

    package init(
        monotonic: @escaping @Sendable () -> Duration, date: @escaping @Sendable () -> Date,
        zoneOffset: @escaping @Sendable (Date) -> Int,
        sleep: @escaping @MainActor (Duration) async throws -> Void
    ) {
        self.monotonic = monotonic
        self.date = date
        self.zoneOffset = zoneOffset
        self.sleep = sleep
    }

    /// The machine's own clocks, in its own zone.
    package static let system: BoardClock = {
        let start = ContinuousClock.now
        return BoardClock(
            monotonic: { ContinuousClock.now - start }, date: { Date() },
            zoneOffset: { TimeZone.current.secondsFromGMT(for: $0) },
            sleep: { try await ContinuousClock().sleep(for: $0) })
    }()
}
