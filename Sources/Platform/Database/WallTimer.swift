import Dispatch
import Foundation

/// One timer for an instant of the wall clock, which keeps to it when the clock is set forward or the machine slept.
///
/// Where the clock is set back it fires once the wait that was asked for is over.
final class WallTimer: Sendable {
    /// Dispatch sources may be used from any thread; their protocol just does not say so yet.
    private nonisolated(unsafe) let sources: [any DispatchSourceTimer]

    /// A year; whatever is due later is looked at again then.
    private static let longest: TimeInterval = 31_536_000

    init(fire: @escaping @Sendable () -> Void) {
        let queue = DispatchQueue(label: "platform.engine-timer")
        sources = (0..<2).map { _ in
            let source = DispatchSource.makeTimerSource(queue: queue)
            source.setEventHandler(handler: fire)
            source.schedule(deadline: .distantFuture)
            source.activate()
            return source
        }
    }

    deinit { cancel() }

    /// Fires once at the instant, at once where it is past; nil fires never.
    func set(_ date: Date?) {
        guard let date else { return sources.forEach { $0.schedule(deadline: .distantFuture) } }
        let wait = min(max(0, date.timeIntervalSinceNow), Self.longest)
        let interval = DispatchTimeInterval.milliseconds(Int(wait * 1000) + 1)
        sources[0].schedule(wallDeadline: .now() + interval)
        sources[1].schedule(deadline: .now() + interval)
    }

    func cancel() { sources.forEach { $0.cancel() } }
}

/// What becomes of waits when the wall clock is set back: they last as long as they were meant to, not until the old time.
///
/// A row that was put off at a time which has not come keeps its wait and begins it now. What was put off before that
/// time, and what is to happen at an instant that a person named, stays as it is.
enum ClockStep {
    /// Clocks that are kept right by small steps are left alone.
    static let tolerance: TimeInterval = 1

    static func isBack(_ now: Date, since earlier: Date?) -> Bool {
        earlier.map { now < $0.addingTimeInterval(-tolerance) } ?? false
    }
}
