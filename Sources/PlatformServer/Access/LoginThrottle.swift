import Synchronization

/// Slows down whoever guesses passwords: each failure for one account from one address doubles the wait before the next
/// answer, up to half a minute.
package final class LoginThrottle: Sendable {
    private struct Key: Hashable {
        let account: String
        let caller: String
    }

    private struct Failures {
        var count: Int
        var last: Duration
    }

    /// Failures that cost nothing yet: people mistype.
    private static let free = 3
    private static let longest = Duration.seconds(30)
    /// After this time without another failure all is forgotten.
    private static let memory = Duration.seconds(900)
    /// At most so many are remembered; the oldest are forgotten first.
    private static let capacity = 10_000

    private let failures = Mutex<[Key: Failures]>([:])
    private let now: @Sendable () -> Duration
    private let sleep: @Sendable (Duration) async throws -> Void

    /// - Parameters:
    ///   - now: the time since some fixed moment.
    ///   - sleep: waits; throws where the caller has gone.
    package init(
        now: @escaping @Sendable () -> Duration, sleep: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.now = now
        self.sleep = sleep
    }

    package convenience init() {
        let start = ContinuousClock.now
        self.init(now: { start.duration(to: .now) }, sleep: { try await ContinuousClock().sleep(for: $0) })
    }

    /// Runs a check that is true for the right password, after the wait that earlier failures ask for.
    package func check(
        _ account: String, from caller: String, _ isRight: () async -> Bool
    ) async -> Bool {
        let key = Key(account: account.lowercased(), caller: caller)
        guard (try? await sleep(wait(for: key))) != nil else { return false }
        let isRight = await isRight()
        note(isRight, key)
        return isRight
    }

    private func wait(for key: Key) -> Duration {
        let now = now()
        return failures.withLock { failures in
            guard let known = failures[key], now - known.last < Self.memory, known.count > Self.free else {
                return .zero
            }
            return min(Self.longest, .milliseconds(250) * (1 << min(known.count - Self.free, 10)))
        }
    }

    private func note(_ isRight: Bool, _ key: Key) {
        let now = now()
        failures.withLock { failures in
            if isRight { return failures[key] = nil }
            failures[key] = Failures(count: (failures[key]?.count ?? 0) + 1, last: now)
            guard failures.count > Self.capacity else { return }
            failures = failures.filter { now - $0.value.last < Self.memory }
            if failures.count > Self.capacity,
                let oldest = failures.min(by: { $0.value.last < $1.value.last })
            {
                failures[oldest.key] = nil
            }
        }
    }
}
