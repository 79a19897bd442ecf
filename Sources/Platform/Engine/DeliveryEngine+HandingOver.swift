package import ServiceCore
import Store

/// From a claim to its results: written out, kept, handed over, part by part where it is large.
extension DeliveryEngine {
    /// Hands a claim over; its results are recorded by the next step.
    ///
    /// - Throws: what could not be read or kept; what was not handed over for it goes back to the queue.
    package func submit(_ outcome: StepOutcome) async throws(ServiceError) {
        var rest = outcome.messages[...]
        await settle(outcome.messages)
        archive.begin()
        do throws(ServiceError) {
            while !rest.isEmpty {
                let part = try await write(rest)
                let entries = try await offCooperativePool { [archive] () throws(ServiceError) in
                    try archive.keep(part)
                }
                let kept = Dictionary(entries.map { ($0.delivery, $0) }, uniquingKeysWith: { $1 })
                results += await transport.submit(part, journal: journal).map { result in
                    var result = result
                    result.kept = kept[result.delivery]
                    return result
                }
                rest = rest.dropFirst(part.count)
            }
        } catch {
            let fault = RelayReply(.session, 451, "4.3.0", error.message)
            results += rest.map { SubmissionResult(delivery: $0.delivery, reply: fault, time: clock()) }
            throw error
        }
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
