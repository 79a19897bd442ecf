import FoundationEssentials
import Synchronization

@testable import Providers

/// One time for a connection and whoever looks at it: it passes as the test says, pauses pass at once.
///
/// It begins now, since a platform that is served beside it has the machine's own.
final class TestTime: Sendable {
    private let start = Date()
    private let passed = Mutex(Duration.zero)

    var now: Duration { passed.withLock { $0 } }

    var date: Date { start + Double(now.components.seconds) }

    func pass(_ time: Duration) { passed.withLock { $0 += time } }

    /// Pauses pass at once; whatever is longer than any pause of ours is the limit of an attempt.
    var transport: TransportClock {
        TransportClock(
            now: { self.now }, date: { self.date },
            sleep: { length in
                guard length < .seconds(20) else { return try await TransportClock.untilCancelled() }
                self.pass(length)
            }, random: { 0.5 })
    }
}
