package import NIOCore

/// Time as sessions see it: one that only goes forward, and a call at a moment.
package struct SessionClock: Sendable {
    /// Time since some beginning.
    package var now: @Sendable () -> Duration
    /// Calls `ring` once after a time, on whatever thread; the loop is the session's own.
    package var alarm:
        @Sendable (_ after: Duration, _ loop: any EventLoop, _ ring: @escaping @Sendable () -> Void) -> Alarm

    package init(
        now: @escaping @Sendable () -> Duration,
        alarm: @escaping @Sendable (Duration, any EventLoop, @escaping @Sendable () -> Void) -> Alarm
    ) {
        self.now = now
        self.alarm = alarm
    }

    package struct Alarm: Sendable {
        package let cancel: @Sendable () -> Void

        package init(cancel: @escaping @Sendable () -> Void) { self.cancel = cancel }
    }

    /// The machine's clock, by the timers of the session's loop.
    package static let system = SessionClock(
        now: { .nanoseconds(Int64(NIODeadline.now().uptimeNanoseconds)) },
        alarm: { delay, loop, ring in
            let task = loop.scheduleTask(in: TimeAmount(delay)) { ring() }
            return Alarm { task.cancel() }
        })
}
