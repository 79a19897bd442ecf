import FoundationEssentials
import ServiceCore
import Store

/// Launching, stopping and planning campaigns, from any process on the folder.
struct CampaignLauncher: Sendable {
    let kind: CampaignKind

    var context: PlatformContext { kind.context }

    /// Starts a launch, once for each key.
    func launch(_ id: ResourceID, key: String) async throws(ServiceError) -> LaunchOutcome {
        guard !key.isEmpty else { throw ServiceError(.invalid, "A launch needs a key.") }
        return try await context.editor.edit { session in try launch(id.native, key: key, in: session) }
    }

    /// Starts a launch within an edit.
    func launch(_ native: String, key: String, in session: EditSession) throws -> LaunchOutcome {
        let before = try kind.kind.editor.loadExisting(session.database, native)
        let verdict = try Launching.request(
            try kind.kind.table.rowID(before), key: key, at: session.now, in: session.database)
        let after = try kind.kind.editor.loadExisting(session.database, native)
        if verdict != .repeated { try session.record("launch", from: before, to: after) }
        return LaunchOutcome(verdict, after)
    }

    func pause(_ id: ResourceID) async throws(ServiceError) -> EditOutcome {
        try await kind.kind.editor.perform(pausing, on: [id])
    }

    func resume(_ id: ResourceID) async throws(ServiceError) -> EditOutcome {
        try await kind.kind.editor.perform(resuming, on: [id])
    }

    func abort(_ id: ResourceID) async throws(ServiceError) -> EditOutcome {
        try await kind.kind.editor.perform(aborting, on: [id])
    }

    var pausing: RowChange<Campaign> {
        var change = RowChange<Campaign>(
            .pause, notice: { "\($0) paused" },
            apply: { session, campaign in
                try CampaignState.set(
                    try kind.kind.table.rowID(campaign), .paused, because: "paused by \(session.who)",
                    in: session.database)
            })
        change.availability = { $0.state.isActive ? .available : .disabled("not running") }
        change.reversal = .by { session, edit in try restart(edit.now, in: session) }
        return change
    }

    var resuming: RowChange<Campaign> {
        var change = RowChange<Campaign>(
            .resume, notice: { "\($0) goes on" },
            apply: { session, campaign in try restart(campaign, in: session) })
        change.availability = { $0.state == .paused ? .available : .disabled("not paused") }
        change.reversal = .none(because: "P pauses it again")
        return change
    }

    var aborting: RowChange<Campaign> {
        var change = RowChange<Campaign>(
            .abort, notice: { "\($0) aborted; what had not been sent is cancelled" },
            apply: { session, campaign in
                try Aborting.abort(
                    try kind.kind.table.rowID(campaign), at: session.now, by: session.who,
                    in: session.database)
            })
        change.availability = { campaign in
            switch campaign.state {
            case .scheduled, .preparing, .running, .paused: .available
            default: .disabled("not under way")
            }
        }
        change.reversal = .none(because: "what was cancelled stays cancelled")
        return change
    }

    private func restart(_ campaign: Campaign, in session: EditSession) throws {
        let id = try kind.kind.table.rowID(campaign)
        let isPrepared = try LaunchRow.of(id, in: session.database)?.isPrepared ?? false
        try CampaignState.set(id, isPrepared ? .running : .preparing, in: session.database)
    }
}

extension LaunchOutcome {
    fileprivate init(_ verdict: Launching.Verdict, _ campaign: Campaign) {
        switch verdict {
        case .shortOfCredit(let needed, let available):
            self = .shortOfCredit(campaign, needed: needed, available: available)
        case .launched, .scheduled, .repeated:
            self = campaign.state == .scheduled ? .scheduled(campaign) : .launched(campaign)
        }
    }
}
