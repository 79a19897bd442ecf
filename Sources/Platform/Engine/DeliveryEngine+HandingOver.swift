package import ServiceCore
import Store

/// From a claim to the transport: written out, kept, handed over, part by part where it is large.
extension DeliveryEngine {
    /// Hands a claim over and waits for all of its answers, which the next step records.
    ///
    /// - Throws: what could not be read or kept; what was not handed over for it goes back to the queue.
    package func submit(_ outcome: StepOutcome) async throws(ServiceError) {
        let answers = try await handOver(outcome)
        await answers.value
    }

    /// Begins to hand a claim over: as much of it as may be in memory, the rest goes back to the queue.
    ///
    /// - Returns: what ends with the answers to it.
    @discardableResult
    func handOver(_ outcome: StepOutcome) async throws(ServiceError) -> Task<Void, Never> {
        await settle(outcome.messages)
        // The entries before are known to the database, unless some of them are under way still.
        if underWay.count == 0 { archive.begin() }
        do throws(ServiceError) {
            let part = try await write(outcome.messages)
            let kept = try await offCooperativePool { [archive] () throws(ServiceError) in
                try archive.keep(part)
            }
            underWay.begin(part, kept)
            giveBack(outcome.messages.dropFirst(part.count), "no room in memory")
            return start(part)
        } catch {
            giveBack(outcome.messages[...], error.message)
            throw error
        }
    }

    /// Has the next step release what was claimed and not handed over; no attempt is charged.
    private func giveBack(_ messages: ArraySlice<OutgoingMessage>, _ reason: String) {
        let fault = RelayReply(.session, 451, "4.3.0", reason)
        results += messages.map { SubmissionResult(delivery: $0.delivery, reply: fault, time: clock()) }
    }

    private func start(_ messages: [OutgoingMessage]) -> Task<Void, Never> {
        let number = nextHandOver()
        let task = Task { [transport, journal, underWay] in
            await transport.submit(messages, journal: journal) { underWay.answer($0) }
            underWay.end(messages)
            self.forget(number)
        }
        handOvers[number] = task
        return task
    }

    /// The first of these, written out where that is wanted.
    private func write(_ messages: [OutgoingMessage]) async throws(ServiceError) -> [OutgoingMessage] {
        guard writing.isNeeded(for: messages) else { return messages }
        try await keepLinks(of: messages)
        let room = writing.most - underWay.bytes
        let (written, used) = try await store.read { [writing] db in
            var writing = writing
            return (try writing.write(messages, room: room, in: db), writing)
        }
        writing = used
        return await written.signed()
    }

    /// Clicks name rows, which must be there before a message leaves.
    private func keepLinks(of messages: [OutgoingMessage]) async throws(ServiceError) {
        let new = try await store.read { [linked] db in
            try LinkRows.missing(of: Set(messages.map(\.submission)).subtracting(linked), in: db)
        }
        linked = Set(messages.map(\.submission))
        guard !new.isEmpty else { return }
        try await store.write { db in try LinkRows.write(new, in: db) }
    }
}
