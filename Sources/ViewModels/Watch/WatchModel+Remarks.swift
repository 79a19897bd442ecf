import ServiceCore

extension WatchModel {
    var interruptionRemark: [WatchSnapshot.Remark] {
        interruption.map { remark("interrupted: \($0.message)") } ?? []
    }

    private func remark(_ text: String, _ tone: StateWord.Tone = .warning) -> [WatchSnapshot.Remark] {
        [WatchSnapshot.Remark(text: text, tone: tone)]
    }

    /// What the numbers mean, in words.
    func remarks(_ progress: CampaignProgress, at now: Duration) -> [WatchSnapshot.Remark] {
        interruptionRemark + standing(progress, at: now) + untold(progress) + discrepancy(progress)
    }

    private func standing(_ progress: CampaignProgress, at now: Duration) -> [WatchSnapshot.Remark] {
        let campaign = progress.campaign
        let reason = because(campaign)
        switch campaign.state {
        case .finished: return finished(progress)
        case .aborted: return remark("aborted, " + leftOut(progress), .bad)
        case .paused: return remark("paused: " + (reason.isEmpty ? "" : reason + " · ") + "P resumes")
        case .preparing, .running: return stalled(progress, at: now)
        case .draft, .scheduled, .waitingCredit, .unknown:
            return reason.isEmpty ? [] : remark(reason)
        }
    }

    private func because(_ campaign: Campaign) -> String {
        campaign.stateReason.text(TimeText(clock).column)
    }

    private func finished(_ progress: CampaignProgress) -> [WatchSnapshot.Remark] {
        let left = [DeliveryState.notSent, .bounced, .unknown].reduce(0) { $0 + (progress.states[$1] ?? 0) }
        return left == 0 && progress.audience != nil
            ? remark("finished, everything went out", .good)
            : remark("finished, but " + leftOut(progress))
    }

    private func leftOut(_ progress: CampaignProgress) -> String {
        guard progress.audience != nil else { return Self.untold }
        let shown: [(DeliveryState, String)] = [
            (.notSent, "not sent"), (.bounced, "bounced"), (.unknown, "unknown"),
        ]
        let parts = shown.compactMap { state, word in
            progress.states[state].flatMap { $0 > 0 ? "\(NumberText.grouped($0)) \(word)" : nil }
        }
        return parts.isEmpty ? "nobody was left out" : parts.joined(separator: ", ")
    }

    private static let untold = "whom it goes to is not told"

    /// That nobody can count, where nothing else says it.
    private func untold(_ progress: CampaignProgress) -> [WatchSnapshot.Remark] {
        let hasEnded = [.finished, .aborted].contains(progress.campaign.state)
        return progress.audience == nil && !hasEnded ? remark(Self.untold) : []
    }

    private func stalled(_ progress: CampaignProgress, at now: Duration) -> [WatchSnapshot.Remark] {
        if !progress.isBeingSent { return remark("no engine is running; it goes on when one starts") }
        guard let last = rates.lastProgress, now - last >= .seconds(60) else { return [] }
        let reason = because(progress.campaign)
        let because = reason.isEmpty ? "" : ": \(reason)"
        return remark("no progress for \(TimeText.span((now - last).inSeconds))\(because)")
    }

    /// The partition must sum to the audience; if it ever does not, that is said, not hidden.
    private func discrepancy(_ progress: CampaignProgress) -> [WatchSnapshot.Remark] {
        let sum = progress.states.values.reduce(0, +)
        guard let audience = progress.audience, sum != audience else { return [] }
        return remark(
            "the states sum to \(NumberText.grouped(sum)), the audience is \(NumberText.grouped(audience))",
            .bad)
    }
}
