import FoundationEssentials
import ServiceCore
import Synchronization

/// Hands text messages to a gateway, each in a request of its own.
final class GatewayTransport: Transport {
    /// As many requests as may be open together, and so be unknown after a crash.
    static let sessions = 10
    /// What a request may take to end when the engine stops.
    private static let grace: Duration = .seconds(2)

    let scope = TransportScope([.sms])
    let claimSize = 4 * sessions

    private let gateway: GatewayAddress
    private let password: Secret?
    private let receiptURL: @Sendable (Int64) -> String?
    private let pool: GatewayPool
    private let clock: @Sendable () -> Date
    private let state = Mutex(State())

    private struct State {
        var breaker = TransportBreaker()
        var tally = HandOverTally()
        var latency = 0.0
        var open = 0
    }

    /// - Parameters:
    ///   - receiptURL: where the gateway is to tell of a delivery; nil where nobody would hear it.
    ///   - limit: how long it may take to answer.
    init(
        _ gateway: GatewayAddress, password: Secret?, receiptURL: @escaping @Sendable (Int64) -> String?,
        limit: Duration = .seconds(30), clock: @escaping @Sendable () -> Date
    ) {
        (self.gateway, self.password, self.receiptURL, self.clock) = (gateway, password, receiptURL, clock)
        pool = GatewayPool(gateway, size: Self.sessions, limit: limit)
    }

    deinit { Task { [pool] in await pool.stop(within: .zero) } }

    var rest: TransportRest? {
        let now = clock()
        return state.withLock { $0.breaker.rest(at: now) }
    }

    var figures: [TransportFigures] {
        let now = clock()
        var figures = TransportFigures(gateway.description, measured: now)
        figures.wantedSessions = Self.sessions
        state.withLock { state in
            figures.busySessions = min(state.open, Self.sessions)
            figures.openSessions = figures.busySessions
            figures.waiting = state.open - figures.busySessions
            figures.latency = state.latency > 0 ? state.latency : nil
            figures.faults = state.breaker.faults
            (figures.lastMinute, figures.replies) = state.tally.figures(at: now)
        }
        if let rest { figures.state = .resting(until: rest.until, why: rest.why.message) }
        return [figures]
    }

    func submit(
        _ messages: [OutgoingMessage], journal: InFlightJournal,
        answered: @escaping @Sendable ([SubmissionResult]) -> Void
    ) async {
        await withTaskCancellationHandler {
            await withTaskGroup(of: Void.self) { group in
                for message in messages {
                    group.addTask { answered([await self.handOver(message, journal)]) }
                }
            }
        } onCancel: { [pool] in
            Task { await pool.stop(within: Self.grace) }
        }
    }

    private func handOver(_ message: OutgoingMessage, _ journal: InFlightJournal) async -> SubmissionResult {
        guard let text = message.text, !text.text.isEmpty else {
            return result(message, RelayReply(.gateway, 400, nil, "What it says is no longer there."))
        }
        let request = KannelRequest(
            from: message.sender, to: message.address, text: text, receiptURL: receiptURL(message.delivery))
        state.withLock { $0.open += 1 }
        let begun = ContinuousClock.now
        let target = request.target(of: gateway, password: password)
        let outcome = await pool.ask(target, rest: { self.rest?.why }) { () throws(ServiceError) in
            try journal.confirm()
            journal.handOver([message.delivery])
        }
        let reply = note(outcome, of: message.delivery, after: begun.duration(to: .now))
        if case .answered = outcome, reply.code != 0 {
            journal.answer(message.delivery, code: reply.journalCode)
        }
        return result(message, reply)
    }

    /// What became of a message, and of the gateway by it.
    private func note(_ outcome: GatewayPool.Outcome, of delivery: Int64, after time: Duration) -> RelayReply
    {
        let (reply, wish) = Self.reply(outcome)
        let now = clock()
        let draw = SeededDraw(seed: 0, delivery: delivery).number(.jitter)
        state.withLock { state in
            state.open -= 1
            guard reply != .cancelled else { return }
            var isNew = true
            switch ReplyClass(reply) {
            case .relayFault, .lost:
                isNew = state.breaker.note(
                    fault(reply), isForGood: reply.stage == .gateway && reply.code == 401, wish: wish,
                    at: now,
                    draw: draw)
            default:
                // What was asked before a fault lifts nothing of it.
                if state.breaker.rest(at: now) == nil { state.breaker.succeed() }
                let seconds = time / .seconds(1)
                state.latency = state.latency == 0 ? seconds : state.latency * 0.9 + seconds * 0.1
            }
            // Those that wait together for a gateway that is away are one fault.
            if isNew || reply.code == 0 { state.tally.note(reply, at: now) }
        }
        return reply
    }

    private static func reply(_ outcome: GatewayPool.Outcome) -> (RelayReply, wish: TimeInterval) {
        switch outcome {
        case .answered(let answer):
            (KannelAnswer.reply(status: answer.status, body: answer.body), answer.retryAfter)
        case .notBegun(let error): (RelayReply(.session, 451, nil, error.message), 0)
        case .lost(let words): (RelayReply(.gateway, 0, nil, words), 0)
        case .cancelled: (.cancelled, 0)
        }
    }

    private func fault(_ reply: RelayReply) -> ServiceError {
        if reply.stage == .session { return ServiceError(.unreachable, reply.text, hint: Self.again) }
        let words = "The gateway \(gateway.host) answers: \(reply.line)."
        switch reply.code {
        case 401:
            return ServiceError(
                .unauthorized,
                "The gateway \(gateway.host) refuses the log-in: \(reply.text.isEmpty ? "401" : reply.text).",
                hint:
                    "Give the right password (sendboard gateway use \(gateway) --password-stdin), then start anew."
            )
        case 0:
            return ServiceError(.unavailable, "The gateway \(gateway.host): \(reply.text).", hint: Self.again)
        default: return ServiceError(.unavailable, words, hint: Self.again)
        }
    }

    private static let again = "It is tried again by itself; sendboard gateway check tells more."

    private func result(_ message: OutgoingMessage, _ reply: RelayReply) -> SubmissionResult {
        SubmissionResult(delivery: message.delivery, reply: reply, time: clock())
    }
}

extension RelayReply {
    /// What was not begun when the engine stopped.
    fileprivate static let cancelled = RelayReply(.session, 451)
}
