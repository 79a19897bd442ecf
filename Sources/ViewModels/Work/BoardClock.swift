package import FoundationEssentials
package import ServiceCore

/// The time as the view models see it; tests put their own in its place.
package struct BoardClock: Sendable {
    /// Since some fixed moment; never goes back.
    package var monotonic: @Sendable () -> Duration
    package var date: @Sendable () -> Date
    /// The zone of what is shown and typed.
    package var zone: WallZone
    /// Stays on the main actor, so that whatever is woken goes on in the order it was woken.
    package var sleep: @MainActor (Duration) async throws -> Void

    package init(
        monotonic: @escaping @Sendable () -> Duration, date: @escaping @Sendable () -> Date,
        zone: WallZone,
        sleep: @escaping @MainActor (Duration) async throws -> Void
    ) {
        self.monotonic = monotonic
        self.date = date
        self.zone = zone
        self.sleep = sleep
    }

    /// The machine's own clocks.
    package static func system(in zone: WallZone) -> BoardClock {
        let start = ContinuousClock.now
        return BoardClock(
            monotonic: { ContinuousClock.now - start }, date: { Date() }, zone: zone,
            sleep: { try await ContinuousClock().sleep(for: $0) })
    }
}
