/// How many sessions are worth having, learnt from how long messages take.
///
/// More sessions help while the relay waits for something else than this machine. So the number grows as long as each
/// growth lets more messages through, goes back where it did not, and is tried again later, each time later than the last.
struct SessionTarget: Sendable {
    /// After a growth that brought nothing, so many measurements pass before the next; then twice as many each time.
    private static let shortestPause = 20
    private static let longestPause = 2560

    let least: Int
    let most: Int
    private(set) var count: Int

    private var total = Duration.zero
    private var messages = 0
    /// What there was before the last growth, and how many messages a second went through.
    private var before: (count: Int, rate: Double)?
    private var pausesLeft = 0
    private var pause = Self.shortestPause

    init(least: Int, most: Int) {
        self.least = max(1, least)
        self.most = max(self.least, most)
        count = self.least
    }

    /// A message went through.
    ///
    /// - Parameter isFull: whether all sessions are busy and more messages wait; else the number cannot matter.
    mutating func note(_ latency: Duration, isFull: Bool) {
        guard isFull else { return reset() }
        total += latency
        messages += 1
        guard messages >= 4 * count else { return }
        let mean = total / messages / Duration.nanoseconds(1)
        measured(rate: Double(count) / max(mean, 1))
        reset()
    }

    private mutating func reset() {
        total = .zero
        messages = 0
    }

    private mutating func measured(rate: Double) {
        if let before {
            let growth = Double(count) / Double(before.count)
            guard rate >= before.rate * (1 + (growth - 1) / 2) else {
                count = before.count
                pausesLeft = pause
                pause = min(2 * pause, Self.longestPause)
                self.before = nil
                return
            }
            pause = Self.shortestPause
        }
        before = nil
        if pausesLeft > 0 {
            pausesLeft -= 1
        } else if count < most {
            before = (count, rate)
            count = min(most, count + max(1, count / 4))
        }
    }
}
