import FoundationEssentials
import ServiceCore
import Store

/// Planning, launching and stopping campaigns, from any process on the folder.
extension CampaignKind {
    /// What a launch would do if it started now, counted over the whole audience.
    func plan(_ id: ResourceID) async throws(ServiceError) -> LaunchPlan {
        let now = context.clock()
        return try await context.store.read { db in
            let campaign = try light.editor.loadExisting(db, id.native)
            guard let row = try CampaignRow.find(try light.table.rowID(campaign), in: db) else {
                throw ServiceError(.notFound, "The campaign is gone.")
            }
            let way = MessageWay(row.channel, relay: try row.relay(in: db))
            return try plan(campaign, row, context.transport(of: way), now, db)
        }
    }

    private func plan(
        _ campaign: Campaign, _ row: CampaignRow, _ transport: TransportDescription, _ now: Date,
        _ db: ReadTransaction
    ) throws -> LaunchPlan {
        let isApproved = try SenderFacts.isApproved(
            row.message.from, row.channel, account: row.account, in: db)
        let counts = try row.audience.countByReason(
            account: row.account, channel: row.channel, isSenderApproved: isApproved, in: db)
        let audience = counts.values.reduce(0, +)
        let willSend = counts[nil] ?? 0
        var plan = LaunchPlan(campaign: campaign, audience: audience, willSend: willSend)
        plan.exclusions = AudienceSpec.leftOut(counts)
        plan.refusal = try row.refusal(people: audience, at: now, in: db)
        let facts = PlanFacts(
            row: row, audience: audience, willSend: willSend,
            way: try row.way(at: now, in: db), now: now, vault: context.vault, db: db)
        plan.facts = try facts.facts(transport)
        plan.warnings = try facts.warnings()
        return plan
    }

    /// Starts a launch, once for each key.
    func launch(_ id: ResourceID, key: String) async throws(ServiceError) -> LaunchOutcome {
        guard !key.isEmpty else { throw ServiceError(.invalid, "A launch needs a key.") }
        return try await context.editor.edit { session in try launch(id.native, key: key, in: session) }
    }

    /// Starts a launch within an edit.
    func launch(_ native: String, key: String, in session: EditSession) throws -> LaunchOutcome {
        try DecidedWays.refuse(otherThan: context.transport, in: session.database)
        let before = try kind.editor.loadExisting(session.database, native)
        let verdict = try Launching.request(
            try kind.table.rowID(before), key: key, at: session.now, in: session.database)
        let after = try kind.editor.loadExisting(session.database, native)
        if verdict != .repeated { try session.record("launch", from: before, to: after) }
        return LaunchOutcome(verdict, after)
    }

    func pause(_ id: ResourceID) async throws(ServiceError) -> EditOutcome {
        try await kind.editor.perform(pausing, on: [id])
    }

    func resume(_ id: ResourceID) async throws(ServiceError) -> EditOutcome {
        try await kind.editor.perform(resuming, on: [id])
    }

    func abort(_ id: ResourceID) async throws(ServiceError) -> EditOutcome {
        try await kind.editor.perform(aborting, on: [id])
    }

    var pausing: RowChange<Campaign> {
        var change = RowChange<Campaign>(
            .pause, notice: { "\($0) paused" },
            apply: { session, campaign in
                try CampaignState.set(
                    try kind.table.rowID(campaign), .paused, because: "paused by \(session.who)",
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
        change.availability = { campaign in
            if campaign.awaitsRelease { return .disabled("decide where it goes: release asks by name") }
            return campaign.state == .paused ? .available : .disabled("not paused")
        }
        change.reversal = .none(because: "P pauses it again")
        return change
    }

    var aborting: RowChange<Campaign> {
        var change = RowChange<Campaign>(
            .abort, notice: { "\($0) aborted; what had not been sent is cancelled" },
            apply: { session, campaign in
                try Aborting.abort(
                    try kind.table.rowID(campaign), at: session.now, by: session.who,
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
        let id = try kind.table.rowID(campaign)
        // What a pause took is not given back by taking back the pause.
        guard try HeldLaunches.of(id, in: session.database) == nil else {
            throw ServiceError(
                .refused, "“\(campaign.title)” was decided on when messages went another way.",
                hint: "sendboard campaign release \(campaign.id.native)")
        }
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
