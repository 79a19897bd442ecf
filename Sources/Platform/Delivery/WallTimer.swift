import Dispatch
import Foundation

/// One timer for an instant of the wall clock, which keeps to it when the clock is set or the machine slept.
final class WallTimer: Sendable {
    /// Dispatch sources may be used from any thread; their protocol just does not say so yet.
    private nonisolated(unsafe) let source: any DispatchSourceTimer

    /// A year; whatever is due later is looked at again then.
    private static let longest: TimeInterval = 31_536_000

    init(fire: @escaping @Sendable () -> Void) {
        source = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "platform.engine-timer"))
        source.setEventHandler(handler: fire)
        source.schedule(deadline: .distantFuture)
        source.activate()
    }

    deinit { source.cancel() }

    /// Fires once at the instant, at once where it is past; nil fires never.
    func set(_ date: Date?) {
        guard let date else { return source.schedule(deadline: .distantFuture) }
        let wait = min(max(0, date.timeIntervalSinceNow), Self.longest)
        source.schedule(wallDeadline: .now() + .milliseconds(Int(wait * 1000) + 1))
    }

    func cancel() { source.cancel() }
}
