import ServiceCore

/// A transport made of several, each for messages of its own channels: one that rests keeps none of the others waiting.
struct ChannelTransports: Transport {
    let parts: [any Transport]

    var channels: Set<Channel> { parts.reduce(into: []) { $0.formUnion($1.channels) } }

    var claimSize: Int { parts.map(\.claimSize).reduce(0, +) }

    var figures: [TransportFigures] { parts.flatMap(\.figures) }

    /// Ends when each part has answered for what was its own.
    func submit(
        _ messages: [OutgoingMessage], journal: InFlightJournal,
        answered: @escaping @Sendable ([SubmissionResult]) -> Void
    ) async {
        await withTaskGroup(of: Void.self) { group in
            for part in parts {
                let own = messages.filter { part.channels.contains($0.channel) }
                guard !own.isEmpty else { continue }
                group.addTask { await part.submit(own, journal: journal, answered: answered) }
            }
        }
    }
}
