import FoundationEssentials
import Mail
import SMTP
import ServiceCore
import Synchronization

/// Hands e-mail to a relay, over sessions that stay open as long as there is work.
final class RelayTransport: Transport {
    let scope: TransportScope

    /// What a session may take to end when the engine stops, and how long a message waits for one: then it goes back, and
    /// what was decided about it meanwhile counts.
    private static let grace: Duration = .seconds(2)

    private let pool: RelayPool
    private let journal: JournalLink
    private let clock: @Sendable () -> Date
    private let breaker = Mutex(TransportBreaker())
    private let tally = Mutex(HandOverTally())
    /// Whether messages waited in vain for a session since the last one was taken.
    private let isCrowded = Mutex(false)

    /// - Parameter own: its number where senders name it for themselves; nil is the directory's.
    init(
        _ relay: RelayAddress, _ options: PoolOptions, own: Int64? = nil,
        clock: @escaping @Sendable () -> Date
    ) throws(ServiceError) {
        let journal = JournalLink()
        do {
            pool = try RelayPool(to: relay, options, hooks: journal.hooks)
        } catch {
            throw ServiceError(error)
        }
        (self.journal, self.clock) = (journal, clock)
        scope = TransportScope(MessageWay(.email, relay: own))
    }

    deinit { Task { [pool] in await pool.stop(within: Self.grace) } }

    /// About a second's worth at the relay's speed, and two a session before that is known.
    var claimSize: Int {
        let figures = pool.figures
        let sessions = max(1, figures.wantedSessions)
        guard let latency = figures.latency, !isCrowded.withLock({ $0 }) else { return 2 * sessions }
        let each = Duration.seconds(1) / max(latency, .milliseconds(1))
        return min(DeliveryEngine.largestClaim, max(2 * sessions, Int(Double(sessions) * each)))
    }

    var rest: TransportRest? {
        let now = clock()
        return breaker.withLock { $0.rest(at: now) }
    }

    var figures: [TransportFigures] {
        let (now, pool) = (clock(), pool.figures)
        var figures = TransportFigures(self.pool.relay.description, measured: now)
        (figures.openSessions, figures.busySessions) = (pool.openSessions, pool.busySessions)
        (figures.wantedSessions, figures.waiting) = (pool.wantedSessions, pool.waitingMessages)
        figures.latency = pool.latency.map { $0 / .seconds(1) }
        figures.faults = breaker.withLock { $0.faults }
        if let rest { figures.state = .resting(until: rest.until, why: rest.why.message) }
        (figures.lastMinute, figures.replies) = tally.withLock { $0.figures(at: now) }
        return [figures]
    }

    func submit(
        _ messages: [OutgoingMessage], journal: InFlightJournal,
        answered: @escaping @Sendable ([SubmissionResult]) -> Void
    ) async {
        self.journal.attach(journal)
        var transactions: [MailTransaction] = []
        for message in messages {
            do throws(RelayReply.Unsendable) {
                transactions.append(try message.transaction())
            } catch {
                answered([result(message.delivery, error.reply)])
            }
        }
        await handOver(transactions) { [self] result in answered([take(result)]) }
    }

    /// Ends when each is told of, which is within the grace once the task is cancelled.
    private func handOver(
        _ transactions: [MailTransaction], told: @escaping @Sendable (TransactionResult) -> Void
    ) async {
        await withTaskCancellationHandler {
            await pool.handOver(transactions, waitingFor: Self.grace, told: told)
        } onCancel: { [pool] in
            Task { await pool.stop(within: Self.grace) }
        }
    }

    private func take(_ result: TransactionResult) -> SubmissionResult {
        let outcome = result.outcomes.first ?? .failed(DeliveryFault(.mail, .cancelled))
        let isNew = note(outcome, of: result.id)
        if case .accepted = outcome { isCrowded.withLock { $0 = false } }
        if outcome.fault?.reason == .cancelled { isCrowded.withLock { $0 = true } }
        let told = self.result(result.id, RelayReply(outcome))
        if isNew { tally.withLock { $0.note(told.reply, at: told.time) } }
        return told
    }

    /// - Returns: whether it is an answer, and not what all get that waited for the same session in vain.
    private func note(_ outcome: Outcome, of delivery: Int64) -> Bool {
        breaker.withLock { breaker in
            guard let fault = outcome.fault else {
                breaker.succeed()
                return true
            }
            let draw = SeededDraw(seed: 0, delivery: delivery).number(.jitter)
            if fault.scope == .relay || fault.reply?.closesSession == true {
                return breaker.note(fault, of: pool.relay.description, at: clock(), draw: draw)
            }
            if fault.reply != nil { breaker.succeed() }
            return fault.scope != .caller
        }
    }

    private func result(_ delivery: Int64, _ reply: RelayReply) -> SubmissionResult {
        SubmissionResult(delivery: delivery, reply: reply, time: clock())
    }
}

/// The journal of the engine that a relay's sessions work for, told around each final dot.
private final class JournalLink: Sendable {
    private let journal = Mutex<InFlightJournal?>(nil)

    func attach(_ journal: InFlightJournal) { self.journal.withLock { $0 = journal } }

    var hooks: HandOverHooks {
        HandOverHooks(
            beforeFinalDot: { id throws(HandOverRefusal) in
                guard let journal = self.journal.withLock({ $0 }) else {
                    throw HandOverRefusal("no journal is at hand")
                }
                do throws(ServiceError) { try journal.confirm() } catch {
                    throw HandOverRefusal(error.message)
                }
                journal.handOver([id])
            },
            afterReply: { id, reply in
                self.journal.withLock { $0 }?.answer(id, code: reply.code)
            })
    }
}
