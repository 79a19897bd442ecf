extension CampaignProgress {
    /// The parts of the audience that its platform tells apart, in their order; their counts sum to the audience.
    package var shownStates: [DeliveryState] {
        guard audience != nil else { return [] }
        return DeliveryState.allCases.filter { told.states.contains($0) || states[$0] ?? 0 > 0 }
    }

    /// What became known later, as far as its platform tells such: `viewed`, `clicked`; what machines did where they did.
    package var shownLater: [(kind: EventKind, word: String)] {
        Self.laterWords.filter { told.later.contains($0.kind) }
            + Self.machineWords.filter { later[$0.kind] ?? 0 > 0 }
    }

    private static let laterWords: [(kind: EventKind, word: String)] = [
        (.open, "viewed"), (.click, "clicked"), (.bounceSoft, "soft bounces"), (.complaint, "complaints"),
        (.unsubscribe, "unsubscribed"),
    ]

    private static let machineWords: [(kind: EventKind, word: String)] = [
        (.machineOpen, "viewed by machines"), (.machineClick, "clicked by machines"),
    ]

    /// Whether everybody was sent to.
    package var reachedAll: Bool { audience != nil && left.allSatisfy { states[$0] ?? 0 == 0 } }

    /// Who was left out: `12 not sent, 1 unknown`.
    package var leftOut: String {
        guard audience != nil else { return Self.untold }
        let parts = left.compactMap { state in
            states[state].flatMap { $0 > 0 ? "\(NumberText.grouped($0)) \(state.rawValue)" : nil }
        }
        return parts.isEmpty ? "nobody was left out" : parts.joined(separator: ", ")
    }

    private var left: [DeliveryState] { [.notSent, .bounced, .unknown] }

    package static let untold = "whom it goes to is not told"

    /// What an ended launch came to, as a sentence without its full stop; nil while it goes on.
    package var outcome: String? {
        switch campaign.state {
        case .finished: reachedAll ? "finished, everything went out" : "finished, but \(leftOut)"
        case .aborted: "aborted, \(leftOut)"
        default: nil
        }
    }

    /// That the parts do not sum to the audience; if they ever do not, that is said, not hidden.
    package var discrepancy: String? {
        let sum = states.values.reduce(0, +)
        guard let audience, sum != audience else { return nil }
        return
            "the states sum to \(NumberText.grouped(sum)), the audience is \(NumberText.grouped(audience))"
    }
}
