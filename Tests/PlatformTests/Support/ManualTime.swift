import Foundation
import Synchronization

/// A clock that stands until a test moves it.
final class ManualTime: Sendable {
    private let value: Mutex<Date>

    /// Noon of a day, so that hours are easy to count.
    init(_ start: Date = Date(timeIntervalSince1970: 1_773_144_000)) { value = Mutex(start) }

    var now: Date { value.withLock { $0 } }
    var clock: @Sendable () -> Date { { self.now } }

    func move(to date: Date) { value.withLock { $0 = max($0, date) } }
    func advance(_ seconds: TimeInterval) { value.withLock { $0 += seconds } }
}
