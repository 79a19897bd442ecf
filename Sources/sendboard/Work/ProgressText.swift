import ServiceCore

/// A launch's state as one line.
enum ProgressText {
    /// Every change is told, in place where that can be.
    static func show(_ progress: CampaignProgress, on output: ProgressLine) {
        output.show(line(progress), stage: line(progress), fraction: nil)
    }

    static func line(_ progress: CampaignProgress) -> String {
        let states = DeliveryState.allCases.compactMap { state -> String? in
            guard let count = progress.states[state], count > 0 else { return nil }
            return "\(state.rawValue) \(NumberText.grouped(count))"
        }
        let state = progress.campaign.stateWords
        guard let audience = progress.audience, audience > 0 else { return state }
        let settled = audience - (progress.states[.pending] ?? 0) - (progress.states[.deferred] ?? 0)
        let head = "\(state) \(settled * 100 / audience) % of \(NumberText.grouped(audience))"
        return ([head] + states).joined(separator: " · ")
    }
}
