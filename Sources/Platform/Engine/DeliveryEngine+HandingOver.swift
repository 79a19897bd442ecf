package import ServiceCore
import Store

/// From a claim to the transport: written out, kept, handed over, part by part where it is large.
extension DeliveryEngine {
    /// Hands a claim over and waits for all of its answers, which the next step records.
    ///
    /// - Throws: what could not be read or kept; what was not handed over for it goes back to the queue.
    package func submit(_ outcome: StepOutcome) async throws(ServiceError) {
        for task in try await handOver(outcome) { await task.value }
    }

    /// Begins to hand a claim over.
    ///
    /// - Returns: what ends with the answers to a part of it.
    @discardableResult
    func handOver(_ outcome: StepOutcome) async throws(ServiceError) -> [Task<Void, Never>] {
        var rest = outcome.messages[...]
        var tasks: [Task<Void, Never>] = []
        await settle(outcome.messages)
        // The entries before are known to the database, unless some of them are under way still.
        if underWay.count == 0 { archive.begin() }
        do throws(ServiceError) {
            while !rest.isEmpty {
                let part = try await write(rest)
                let kept = try await offCooperativePool { [archive] () throws(ServiceError) in
                    try archive.keep(part)
                }
                underWay.begin(part, kept)
                tasks.append(start(part))
                rest = rest.dropFirst(part.count)
                // What is written out is not gathered in memory.
                while !rest.isEmpty, underWay.bytes >= writing.most { await underWay.next() }
            }
        } catch {
            let fault = RelayReply(.session, 451, "4.3.0", error.message)
            results += rest.map { SubmissionResult(delivery: $0.delivery, reply: fault, time: clock()) }
            throw error
        }
        return tasks
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
    private func write(
        _ messages: ArraySlice<OutgoingMessage>
    ) async throws(ServiceError) -> [OutgoingMessage] {
        guard writing.isNeeded(for: messages) else { return Array(messages) }
        let (written, used) = try await store.read { [writing] db in
            var writing = writing
            return (try writing.write(messages, in: db), writing)
        }
        writing = used
        return written
    }
}
