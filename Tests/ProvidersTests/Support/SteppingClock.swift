import FoundationEssentials
import Synchronization

@testable import Providers

/// A clock whose pauses pass at once and are written down; a sleep as long as the total limit never ends.
final class SteppingClock: Sendable {
    private let state = Mutex((now: Duration.seconds(1000), pauses: [Duration](), passed: 0.0))
    private let total: Duration
    /// 2026-03-01 14:03:22 UTC.
    static let start = Date(timeIntervalSince1970: 1_772_373_802)

    init(total: Duration = .seconds(30)) { self.total = total }

    var pauses: [Duration] { state.withLock { $0.pauses } }

    /// Moves the date on, as minutes that a person waits.
    func pass(_ seconds: Double) { state.withLock { $0.passed += seconds } }

    /// The seconds that `pass` moved it.
    var passed: Duration { .seconds(state.withLock { $0.passed }) }

    /// - Parameter random: what chance gives, from 0 up to 1.
    func transport(random: Double = 0.5) -> TransportClock {
        TransportClock(
            now: { self.state.withLock { $0.now } }, date: { Self.start + self.state.withLock { $0.passed } },
            sleep: { try await self.sleep($0) }, random: { random })
    }

    private func sleep(_ length: Duration) async throws {
        let isPause = state.withLock { state in
            // What is left of the total after some pauses is the limit of an attempt, not a pause.
            guard length < total - (state.now - .seconds(1000)) else { return false }
            state.now += length
            state.pauses.append(length)
            return true
        }
        if !isPause { try await TransportClock.untilCancelled() }
    }
}

extension TransportClock {
    /// The limit of an attempt where it is not what is tested: it races with the attempt, whose end cancels it, and is
    /// longer than any test may take.
    static func untilCancelled() async throws { try await Task.sleep(for: .seconds(3600)) }
}
