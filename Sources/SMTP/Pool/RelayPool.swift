package import NIOCore
import NIOPosix
import Synchronization

/// Sessions with one relay, as many as there is work for, each taking the next message as soon as it is free.
///
/// One that hangs holds up its own message alone. Without work they close by themselves after a while, and then nothing
/// wakes the process.
///
/// ```swift
/// let pool = try RelayPool(to: relay, hooks: HandOverHooks(beforeFinalDot: journal.note, afterReply: journal.answer))
/// await pool.handOver(transactions, waitingFor: .seconds(2)) { record($0) }      // as they come, not in order
/// await pool.stop(within: .seconds(2))
/// ```
///
/// Where no session comes about, every waiting message fails with why, at stages before `mail`; it was not handed over.
package final class RelayPool: Sendable {
    package let relay: RelayAddress
    let options: PoolOptions
    private let plan: SessionPlan
    let group: any EventLoopGroup
    private let shared: Mutex<Shared>

    private struct Shared {
        var state: PoolState
        var sessions: [Int: PooledSession] = [:]
        var facts: SessionFacts?
        var latency: Duration?
        var emptied: [CheckedContinuation<Void, Never>] = []
    }

    /// - Throws: what makes sessions impossible before one is tried.
    package init(
        to relay: RelayAddress, _ options: PoolOptions = PoolOptions(),
        hooks: HandOverHooks = HandOverHooks(),
        group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton
    ) throws(DeliveryFault) {
        self.relay = relay
        self.options = options
        self.group = group
        plan = try SessionPlan(relay, options.session, hooks)
        shared = Mutex(Shared(state: PoolState(options)))
    }

    /// What the pool is at.
    package var figures: PoolFigures {
        shared.withLock { shared in
            PoolFigures(
                openSessions: shared.state.openCount, busySessions: shared.state.busyCount,
                wantedSessions: shared.state.target.count, waitingMessages: shared.state.waitingCount,
                latency: shared.latency, facts: shared.facts)
        }
    }

    /// Hands messages over, in the order in which they came as far as sessions are free.
    ///
    /// - Parameter told: is called once for each message, on a session's loop, where it must not wait.
    /// - Returns: takes back what waits; each of those fails as called off.
    @discardableResult
    package func submit(
        _ transactions: some Sequence<MailTransaction>,
        told: @escaping @Sendable (TransactionResult) -> Void
    ) -> @Sendable () -> Void {
        let batch = shared.withLock { $0.state.newBatch() }
        let tickets = transactions.map { PoolTicket(transaction: $0, batch: batch, told: told) }
        let isTaken = change { $0.submit(tickets, at: now) }
        if !isTaken { for ticket in tickets { ticket.fail(Self.cancelled) } }
        return { self.withdraw(batch) }
    }

    private static let cancelled = DeliveryFault(.mail, .cancelled)

    private func withdraw(_ batch: Int) {
        for ticket in shared.withLock({ $0.state.withdraw(batch: batch) }) { ticket.fail(Self.cancelled) }
    }

    /// Hands nothing over any more and returns when every session has ended, certainly within this time.
    ///
    /// What was handed over gets until then for its reply; what was not fails as called off.
    package func stop(within limit: Duration = .seconds(2)) async {
        let (tickets, sessions) = shared.withLock { ($0.state.stop(), Array($0.sessions.values)) }
        for ticket in tickets { ticket.fail(Self.cancelled) }
        for session in sessions { session.stop(within: limit) }
        await withCheckedContinuation { continuation in
            let isEmpty = shared.withLock { shared in
                if !shared.sessions.isEmpty { shared.emptied.append(continuation) }
                return shared.sessions.isEmpty
            }
            if isEmpty { continuation.resume() }
        }
    }
}

/// What a pool is at, for people to see.
package struct PoolFigures: Sendable, Hashable {
    package var openSessions: Int
    package var busySessions: Int
    /// As many as are worth having where there is work for them.
    package var wantedSessions: Int
    package var waitingMessages: Int
    /// How long messages take of late, from MAIL to the last reply; nil before the first.
    package var latency: Duration?
    /// Of the session that was opened last; nil before the first.
    package var facts: SessionFacts?
}

// What its sessions tell and ask.
extension RelayPool {
    var now: Duration { options.session.clock.now() }

    var hasTooMany: Bool { shared.withLock { $0.state.hasTooMany } }

    func next(for session: Int) -> PoolTicket? { shared.withLock { $0.state.next(for: session) } }

    func opened(_ session: Int, _ facts: SessionFacts) {
        shared.withLock { $0.facts = facts }
        change { $0.opened(session, at: now) }
    }

    func refused(_ session: Int, _ fault: DeliveryFault) {
        let tickets = shared.withLock { $0.state.refused(session, at: now) }
        for ticket in tickets { ticket.fail(fault) }
    }

    func took(_ latency: Duration) {
        shared.withLock { $0.latency = $0.latency.map { ($0 * 7 + latency) / 8 } ?? latency }
        change { $0.note(latency, at: now) }
    }

    func retired(_ session: Int) { change { $0.ended(session, at: now) } }

    func closed(_ session: Int) {
        change { $0.ended(session, at: now) }
        let emptied = shared.withLock { shared in
            shared.sessions[session] = nil
            guard shared.sessions.isEmpty else { return [CheckedContinuation<Void, Never>]() }
            defer { shared.emptied = [] }
            return shared.emptied
        }
        for continuation in emptied { continuation.resume() }
    }

    /// Changes what is known, and does what follows from it.
    ///
    /// - Returns: whether it was changed.
    @discardableResult
    private func change(_ change: (inout PoolState) -> PoolState.Step?) -> Bool {
        let done = shared.withLock {
            shared -> (again: Duration?, wake: [PooledSession], open: [PooledSession])? in
            guard let step = change(&shared.state) else { return nil }
            let open = step.open.map { number in
                PooledSession(number, SMTPSession(plan, group.next()), of: self)
            }
            for session in open { shared.sessions[session.number] = session }
            return (step.again, step.wake.compactMap { shared.sessions[$0] }, open)
        }
        guard let done else { return false }
        for session in done.open { session.open() }
        for session in done.wake { session.wake() }
        if let delay = done.again { askAgain(after: delay) }
        return true
    }

    private func askAgain(after delay: Duration) {
        _ = options.session.clock.alarm(delay, group.next()) { [weak self] in
            guard let self else { return }
            change { $0.again(at: self.now) }
        }
    }
}
