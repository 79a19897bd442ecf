/// What a pool knows: who waits, which sessions there are, and so which to wake and how many to open.
struct PoolState: Sendable {
    enum Phase: Sendable {
        case opening, idle
        /// Will take a message at once.
        case called
        case busy
    }

    /// What is to be done after a change.
    struct Step: Sendable, Equatable {
        /// Idle sessions that have work now.
        var wake: [Int] = []
        /// New sessions, by the numbers they get.
        var open: [Int] = []
        /// When to ask again, for messages that wait although there may be more sessions then.
        var again: Duration?
    }

    private(set) var target: SessionTarget
    private var isStopped = false
    private var queue: [PoolTicket] = []
    private var queueStart = 0
    private var sessions: [Int: Phase] = [:]
    private var lastSession = 0
    private var lastBatch = 0
    /// Whether one session tries before others do: the relay was not to be had last time, or wants a password, which is
    /// tried by one alone as long as nobody knows that it is right.
    private var isProbing: Bool
    /// From when on others are tried although that one has not come about.
    private var probeEnd: Duration?
    private let wantsLogin: Bool
    private let patience: Duration
    private var pausedUntil = Duration.zero
    private var willAskAgain = false
    private let pause: Duration

    init(_ options: PoolOptions) {
        target = SessionTarget(least: options.sessions, most: options.mostSessions)
        pause = options.pauseAfterRefusal
        (wantsLogin, patience) = (options.session.login != nil, options.probePatience)
        isProbing = wantsLogin
    }

    var waitingCount: Int { queue.count - queueStart }
    var openCount: Int { sessions.count - count(.opening) }
    var busyCount: Int { count(.busy) + count(.called) }

    private func count(_ phase: Phase) -> Int { sessions.values.count { $0 == phase } }

    mutating func newBatch() -> Int {
        lastBatch += 1
        return lastBatch
    }

    /// Takes messages in; nil where nothing is taken any more.
    mutating func submit(_ tickets: [PoolTicket], at now: Duration) -> Step? {
        guard !isStopped else { return nil }
        queue.append(contentsOf: tickets)
        return step(at: now)
    }

    /// The moment has come that a step asked for.
    mutating func again(at now: Duration) -> Step {
        willAskAgain = false
        return step(at: now)
    }

    /// The next message for a session that is ready; nil lets it wait.
    mutating func next(for session: Int) -> PoolTicket? {
        guard sessions[session] != nil, let ticket = takeFirst() else {
            if sessions[session] != nil { sessions[session] = .idle }
            return nil
        }
        sessions[session] = .busy
        return ticket
    }

    private mutating func takeFirst() -> PoolTicket? {
        guard queueStart < queue.count else { return nil }
        defer {
            queueStart += 1
            if queueStart == queue.count || queueStart >= 4096 {
                queue.removeFirst(queueStart)
                queueStart = 0
            }
        }
        return queue[queueStart]
    }

    /// Whether there are more sessions than are worth having, this one among them.
    var hasTooMany: Bool { sessions.count > target.count }

    mutating func opened(_ session: Int, at now: Duration) -> Step {
        guard sessions[session] != nil else { return Step() }
        sessions[session] = .called
        if isProbing { pausedUntil = .zero }
        (isProbing, probeEnd) = (false, nil)
        return step(at: now)
    }

    /// A session did not come about.
    ///
    /// - Returns: who cannot be served because no other session is there or on its way.
    mutating func refused(_ session: Int, at now: Duration) -> [PoolTicket] {
        sessions[session] = nil
        pausedUntil = now + pause
        guard sessions.isEmpty else { return [] }
        (isProbing, probeEnd) = (true, nil)
        return withdraw { _ in true }
    }

    /// A session takes no more messages.
    mutating func ended(_ session: Int, at now: Duration) -> Step {
        sessions[session] = nil
        if sessions.isEmpty, wantsLogin { (isProbing, probeEnd) = (true, nil) }
        return step(at: now)
    }

    mutating func note(_ latency: Duration, at now: Duration) -> Step {
        let before = target.count
        target.note(latency, isFull: waitingCount > 0 && busyCount >= target.count)
        return target.count > before ? step(at: now) : Step()
    }

    /// Takes the waiting messages of a batch back.
    mutating func withdraw(batch: Int) -> [PoolTicket] { withdraw { $0.batch == batch } }

    mutating func stop() -> [PoolTicket] {
        isStopped = true
        return withdraw { _ in true }
    }

    private mutating func withdraw(_ isMeant: (PoolTicket) -> Bool) -> [PoolTicket] {
        let waiting = queue[queueStart...]
        let meant = waiting.filter(isMeant)
        queue = waiting.filter { !isMeant($0) }
        queueStart = 0
        return meant
    }

    /// As many sessions as there are messages, as far as there may be; those that are there first.
    private mutating func step(at now: Duration) -> Step {
        var step = Step()
        guard !isStopped else { return step }
        var need = waitingCount - count(.called)
        for (session, phase) in sessions.sorted(by: { $0.key < $1.key }) where need > 0 && phase == .idle {
            sessions[session] = .called
            step.wake.append(session)
            need -= 1
        }
        // Each that is on its way will take one.
        need -= count(.opening)
        if let probeEnd, now >= probeEnd { (isProbing, self.probeEnd) = (false, nil) }
        let room = (isProbing ? 1 : target.count) - sessions.count
        guard need > 0, room > 0 else {
            if isProbing, need > 0, let probeEnd { askAgain(probeEnd - now, &step) }
            return step
        }
        guard sessions.isEmpty || now >= pausedUntil else {
            askAgain(pausedUntil - now, &step)
            return step
        }
        for _ in 0..<min(need, room) {
            lastSession += 1
            sessions[lastSession] = .opening
            step.open.append(lastSession)
        }
        guard isProbing else { return step }
        probeEnd = now + patience
        if need > 1 { askAgain(patience, &step) }
        return step
    }

    private mutating func askAgain(_ delay: Duration, _ step: inout Step) {
        if !willAskAgain { step.again = delay }
        willAskAgain = true
    }
}
