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
        interruptionRemark + standing(progress, at: now) + untold(progress)
            + (progress.discrepancy.map { remark($0, .bad) } ?? [])
    }

    private func standing(_ progress: CampaignProgress, at now: Duration) -> [WatchSnapshot.Remark] {
        let campaign = progress.campaign
        let reason = because(campaign)
        switch campaign.state {
        case .finished: return remark(progress.outcome ?? "", progress.reachedAll ? .good : .warning)
        case .aborted: return remark(progress.outcome ?? "", .bad)
        case .paused: return remark("paused: " + (reason.isEmpty ? "" : reason + " · ") + "P resumes")
        case .preparing, .running: return stalled(progress, at: now)
        case .draft, .scheduled, .waitingCredit, .unknown:
            return reason.isEmpty ? [] : remark(reason)
        }
    }

    private func because(_ campaign: Campaign) -> String {
        campaign.stateReason.text(TimeText(clock).column)
    }

    /// That nobody can count, where nothing else says it.
    private func untold(_ progress: CampaignProgress) -> [WatchSnapshot.Remark] {
        let hasEnded = [.finished, .aborted].contains(progress.campaign.state)
        return progress.audience == nil && !hasEnded ? remark(CampaignProgress.untold) : []
    }

    private func stalled(_ progress: CampaignProgress, at now: Duration) -> [WatchSnapshot.Remark] {
        if !progress.isBeingSent { return remark("no engine is running; it goes on when one starts") }
        let reason = because(progress.campaign)
        guard let last = rates.lastProgress, now - last >= .seconds(60) else {
            return reason.isEmpty ? [] : remark("it waits: \(reason)")
        }
        let because = reason.isEmpty ? "" : ": \(reason)"
        return remark("no progress for \(TimeText.span((now - last).inSeconds))\(because)")
    }

}
