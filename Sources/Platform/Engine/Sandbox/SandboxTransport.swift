package import FoundationEssentials
import Glibc
import Mail
package import ServiceCore
import Store
import Synchronization

/// Takes messages as a relay would, writes them to its record, and lets none leave the machine.
package final class SandboxTransport: Transport {
    private let record: SandboxRecord
    private let options: SandboxOptions
    private let clock: @Sendable () -> Date
    private let state: Mutex<State>

    private struct State {
        var descriptor: Int32
        /// When the next batch may go, at the speed that is set.
        var free = ContinuousClock.now
    }

    package init(
        _ directory: DataDirectory, options: SandboxOptions, clock: @escaping @Sendable () -> Date
    ) throws(ServiceError) {
        record = SandboxRecord(in: directory)
        self.options = options
        self.clock = clock
        state = Mutex(State(descriptor: try record.openForAppending()))
    }

    deinit { state.withLock { _ = close($0.descriptor) } }

    /// At least one a second, so that an engine that stops need not wait long.
    private var speed: Double? { options.messagesPerSecond.map { max($0, 1) } }

    /// A tenth of a second's worth.
    package var claimSize: Int {
        guard let speed else { return DeliveryEngine.largestClaim }
        return min(DeliveryEngine.largestClaim, max(1, Int(speed / 10)))
    }

    package func submit(
        _ messages: [OutgoingMessage], journal: InFlightJournal,
        answered: @escaping @Sendable ([SubmissionResult]) -> Void
    ) async {
        await waitForTurn(messages.count)
        answered(submit(messages, journal))
    }

    private func submit(_ messages: [OutgoingMessage], _ journal: InFlightJournal) -> [SubmissionResult] {
        let now = clock()
        let replies = messages.map { message in
            SimulatedRecipient(message.delivery, options: options).reply(
                attempt: message.attempt, isEmail: message.channel == .email)
        }
        let taken = zip(messages, replies).filter { $0.1.stage == .data }.map(\.0)
        do {
            try take(taken, at: now, journal: journal)
        } catch {
            // Nothing was written, so nothing was taken: all go back to the queue.
            let fault = RelayReply(.session, 451, "4.3.0", error.message)
            return messages.map { SubmissionResult(delivery: $0.delivery, reply: fault, time: now) }
        }
        journal.answer(
            zip(messages, replies).filter { $0.1.stage == .data && $0.1.code != 0 }.map {
                ($0.0.delivery, $0.1.code)
            })
        return zip(messages, replies).map { SubmissionResult(delivery: $0.delivery, reply: $1, time: now) }
    }

    private func take(
        _ messages: [OutgoingMessage], at now: Date, journal: InFlightJournal
    ) throws(ServiceError) {
        guard !messages.isEmpty else { return }
        try journal.confirm()
        journal.handOver(messages.map(\.delivery))
        let entries = messages.map {
            SandboxRecord.Entry(
                delivery: $0.delivery, messageID: $0.messageID, address: $0.address,
                milliseconds: now.storedTime, sha256: $0.mail.map { Hex.text($0.sha256) } ?? "")
        }
        try record.append(entries, to: state.withLock { $0.descriptor })
    }

    private func waitForTurn(_ count: Int) async {
        guard let speed else { return }
        let turn = state.withLock { state in
            let turn = max(state.free, .now)
            state.free = turn + .seconds(Double(count) / speed)
            return turn
        }
        // A cancelled wait sends at once: what is claimed should be finished before the engine stops.
        try? await Task.sleep(until: turn, clock: .continuous)
    }
}
