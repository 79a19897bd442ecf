import NIOCore

/// Rings when a wait has lasted too long.
///
/// Each wait has its own moment, but only one call of the clock is under way: one that comes too early looks when the
/// next moment is. So a session that sends message after message sets it a few times a minute, not ten times a message.
final class WaitAlarm {
    private let clock: SessionClock
    private let loop: any EventLoop
    private let rings: () -> Void
    private var deadline: Duration?
    /// No wait may last longer, whatever its own limit.
    private var last: Duration?
    private var pending: (moment: Duration, alarm: SessionClock.Alarm)?

    init(_ clock: SessionClock, _ loop: any EventLoop, rings: @escaping () -> Void) {
        self.clock = clock
        self.loop = loop
        self.rings = rings
    }

    /// Begins to measure a wait of so long at most; nil measures nothing.
    func set(_ limit: Duration?) {
        guard let limit else {
            deadline = nil
            return
        }
        let moment = clock.now() + limit
        setDeadline(last.map { min($0, moment) } ?? moment)
    }

    /// Lets the present wait, and any after it, last no longer than this.
    func shorten(to limit: Duration) {
        let moment = clock.now() + limit
        last = min(last ?? moment, moment)
        if let deadline { setDeadline(min(deadline, moment)) }
    }

    /// Nothing is waited for any more, and nothing wakes the loop.
    func stop() {
        deadline = nil
        pending?.alarm.cancel()
        pending = nil
    }

    private func setDeadline(_ moment: Duration) {
        deadline = moment
        if let pending, pending.moment <= moment { return }
        pending?.alarm.cancel()
        arm(for: moment)
    }

    private func arm(for moment: Duration) {
        let bound = NIOLoopBound(self, eventLoop: loop)
        let loop = loop
        let alarm = clock.alarm(max(moment - clock.now(), .zero), loop) {
            if loop.inEventLoop {
                bound.value.rang()
            } else {
                loop.execute { bound.value.rang() }
            }
        }
        pending = (moment, alarm)
    }

    private func rang() {
        pending = nil
        guard let deadline else { return }
        guard clock.now() >= deadline else { return arm(for: deadline) }
        self.deadline = nil
        rings()
    }
}
