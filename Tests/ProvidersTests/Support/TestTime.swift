import FoundationEssentials
import Providers
import Synchronization

/// One time for a connection and whoever looks at it: it passes as the test says, pauses pass at once.
///
/// It begins now, since a platform that is served beside it has the machine's own.
final class TestTime: Sendable {
    private let start = Date()
    private let passed = Mutex(Duration.zero)

    var now: Duration { passed.withLock { $0 } }

    var date: Date { start + Double(now.components.seconds) }

    func pass(_ time: Duration) { passed.withLock { $0 += time } }

    /// The limits of attempts never end; they are not what is tested.
    var transport: TransportClock {
        TransportClock(
            now: { self.now }, date: { self.date },
            sleep: { length in
                guard length < .seconds(20) else { return try await Task.sleep(for: .seconds(3600)) }
                self.pass(length)
            }, random: { 0.5 })
    }
}
