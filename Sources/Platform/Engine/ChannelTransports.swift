import ServiceCore

/// A transport made of several, each for messages of its own ways: one that rests keeps none of the others waiting.
struct ChannelTransports: Transport {
    let parts: [any Transport]

    var claimSize: Int { parts.map(\.claimSize).reduce(0, +) }

    var figures: [TransportFigures] { parts.flatMap(\.figures) }

    /// Ends when each part has answered for what was its own.
    func submit(
        _ messages: [OutgoingMessage], journal: InFlightJournal,
        answered: @escaping @Sendable ([SubmissionResult]) -> Void
    ) async {
        await withTaskGroup(of: Void.self) { group in
            for part in parts {
                let own = messages.filter { part.scope.takes($0.way) }
                guard !own.isEmpty else { continue }
                group.addTask { await part.submit(own, journal: journal, answered: answered) }
            }
        }
    }
}
