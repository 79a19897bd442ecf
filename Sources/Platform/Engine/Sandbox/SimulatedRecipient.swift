import FoundationEssentials
import ServiceCore

/// One made-up recipient: what it answers to the message, and what it does with it later.
struct SimulatedRecipient {
    let rates: SandboxRates
    /// Stretches the delays of later answers.
    let answerDelay: Double
    private let draw: SeededDraw

    init(_ delivery: Int64, options: SandboxOptions) {
        rates = options.rates
        answerDelay = options.answerDelay
        draw = SeededDraw(seed: options.seed, delivery: delivery)
    }

    /// The reply to the n-th attempt; no text message is put off.
    func reply(attempt: Int, isEmail: Bool) -> RelayReply {
        let number = draw.number(.refusal, attempt: attempt)
        var limit = rates.refused
        if number < limit { return RelayReply(.rcpt, 550, "5.1.1", "no such user") }
        guard isEmail else { return handOver(number, limit) }
        limit += rates.temporary * 0.7
        if number < limit { return RelayReply(.rcpt, 451, "4.7.1", "try again later") }
        limit += rates.temporary * 0.3
        if number < limit { return RelayReply(.rcpt, 452, "4.2.2", "mailbox full") }
        return handOver(number, limit)
    }

    private func handOver(_ number: Double, _ limit: Double) -> RelayReply {
        number < limit + rates.lost
            ? RelayReply(.data, 0, nil, "connection lost") : RelayReply(.data, 250, "2.0.0", "ok")
    }

    /// What is heard of an accepted message later, and how long after acceptance, in order.
    func answers(isEmail: Bool) -> [(kind: EventKind, after: TimeInterval)] {
        let fate = draw.number(.fate)
        let wait = between(0.2, 2.5, .delay)
        if fate < rates.softBounce { return [(.bounceSoft, wait)] }
        if fate < rates.softBounce + rates.hardBounce { return [(.bounceHard, wait * 1.5)] }
        let share =
            (fate - rates.softBounce - rates.hardBounce) / max(1e-9, 1 - rates.softBounce - rates.hardBounce)
        guard share < rates.delivered else { return [] }
        return [(.delivered, wait)] + (isEmail ? reading(after: wait) : [])
    }

    private func reading(after arrival: TimeInterval) -> [(kind: EventKind, after: TimeInterval)] {
        var answers: [(kind: EventKind, after: TimeInterval)] = []
        let opened = arrival + between(1, 25, .viewDelay)
        if draw.number(.view) < rates.view {
            answers.append((.open, opened))
            if draw.number(.click) < rates.click {
                answers.append((.click, opened + between(1, 8, .clickDelay)))
            }
        }
        let later = opened + between(1, 10, .laterDelay)
        if draw.number(.complaint) < rates.complaint {
            answers.append((.complaint, later))
        } else if draw.number(.unsubscribe) < rates.unsubscribe {
            answers.append((.unsubscribe, later))
        }
        return answers
    }

    private func between(_ low: Double, _ high: Double, _ question: SeededDraw.Question) -> TimeInterval {
        (low + (high - low) * draw.number(question)) * answerDelay
    }
}
