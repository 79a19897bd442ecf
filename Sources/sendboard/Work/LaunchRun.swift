import FoundationEssentials
import ServiceCore

/// Launches one campaign and follows it as far as a command should.
struct LaunchRun: Sendable {
    let access: KindAccess
    let console: Console
    let answer: Answer
    /// That of the times in what is told.
    var zone = WallZone.utc

    /// Whether everybody was accepted, as far as anybody stayed to see.
    ///
    /// - Throws: `.refused` and the like where the launch is not possible, `.insufficientCredit` where credits lack.
    func run(_ key: String, watching: Bool, engine: LaunchEngine) async throws(ServiceError) -> Bool {
        let found = try await access.find(key)
        guard let control = found.connection.campaigns else {
            throw ServiceError(.unsupported, "Campaigns cannot be launched on \(found.connection.id).")
        }
        // What a hosted platform sends, no engine of ours has a part in.
        let engine = found.connection.isHosted ? nil : engine
        let goesOn: Bool
        if let campaign = found.row.resource as? Campaign, campaign.state.isUnderWay {
            try await engine?.check()
            goesOn = join(campaign, engine)
        } else {
            goesOn = try await begin(found.row, control, engine)
        }
        return goesOn ? try await stay(with: found.row.id, control, watching: watching, engine) : true
    }

    /// Launches it, unless another process is faster: its launch is the one that was asked for here.
    ///
    /// - Returns: whether there is something to follow.
    private func begin(
        _ row: Row, _ control: CampaignControl, _ engine: LaunchEngine?
    ) async throws(ServiceError) -> Bool {
        do throws(ServiceError) {
            let plan = try await control.plan(row.id)
            if let refusal = plan.refusal {
                // Who meant it finds it in the trail.
                if answer.text != nil, refusal.code != .conflict { await control.refused?(row.id, refusal) }
                throw refusal
            }
            try answer.confirm(
                .naming(row), doing: "launching “\(row.name)”", isFinal: true, facts: facts(of: plan))
            for warning in plan.warnings {
                try? console.errors.line(SafeLine.of("warning: \(warning.text(zone.text))"))
            }
            try? console.errors.flush()
            return try tell(try await control.launch(row.id, UUID().uuidString), engine)
        } catch {
            guard error.code == .conflict, let before = row.resource as? Campaign,
                let now = try await access.find(row.id.native).row.resource as? Campaign,
                now.state != before.state
            else { throw error }
            return join(now, engine)
        }
    }

    /// What a launch would do, as the board's pre-flight tells it.
    private func facts(of plan: LaunchPlan) -> [String] {
        let others = plan.exclusions.map(\.notSentSentence)
        return [plan.sendWords] + others + plan.warnings.map { $0.text(zone.text) }
            + plan.facts.map { "\($0.label.capitalizedFirst): \($0.value)" }
    }

    /// Says that it is launched already; false where there is nothing to follow.
    private func join(_ campaign: Campaign, _ engine: LaunchEngine?) -> Bool {
        if campaign.state == .scheduled {
            line("“\(campaign.title)” is scheduled already; \(beginning(of: campaign))")
            return false
        }
        let sender = engine.map(\.other) ?? campaign.id.connection.name
        line("“\(campaign.title)” is being sent already\(sender.map { " by \($0)" } ?? "")")
        return true
    }

    /// Sends to the end where nobody else does, and watches as far as was asked for.
    private func stay(
        with id: ResourceID, _ control: CampaignControl, watching: Bool, _ engine: LaunchEngine?
    ) async throws(ServiceError) -> Bool {
        let isSentElsewhere = engine.map { $0.other != nil } ?? true
        if isSentElsewhere, !watching {
            if engine == nil { tellWhereToLook(id) }
            return true
        }
        // The other process may end while this one watches; then the engine is taken over.
        engine?.start()
        let end = try await follow(control.watch(id), tellingAll: watching, engine)
        return watching ? end.isAllAccepted : end.campaign.state == .finished
    }

    private func tellWhereToLook(_ id: ResourceID) {
        let key = ShellWord.quoted(id.native)
        line(
            "\(id.connection) sends it; sendboard campaign show \(key) --connection \(id.connection) tells how it goes."
        )
    }

    /// Says how the launch began; false where there is nothing to follow.
    private func tell(_ outcome: LaunchOutcome, _ engine: LaunchEngine?) throws(ServiceError) -> Bool {
        switch outcome {
        case .launched(let campaign):
            line("“\(campaign.title)” \(engine?.other.map { "queued for \($0)" } ?? "launched")")
            return true
        case .scheduled(let campaign):
            line("“\(campaign.title)” scheduled; \(beginning(of: campaign))")
            return false
        case .shortOfCredit(let campaign, let needed, let available):
            throw ServiceError(
                .insufficientCredit,
                "“\(campaign.title)” wants \(NumberText.counted(needed, "credit")), the account has \(NumberText.grouped(available)).",
                hint: isHosted(campaign)
                    ? "Buy credits, then launch it again."
                    : "sendboard account edit ID grant_sms_credits=\(needed - available), then launch it again."
            )
        }
    }

    private func beginning(of campaign: Campaign) -> String {
        isHosted(campaign)
            ? "\(campaign.id.connection) starts it at its time"
            : "it starts while a board or another console is open"
    }

    private func isHosted(_ campaign: Campaign) -> Bool {
        access.workspace.connections.contains { $0.id == campaign.id.connection && $0.isHosted }
    }

    private func follow(
        _ updates: AsyncStream<CampaignUpdate>, tellingAll: Bool, _ engine: LaunchEngine?
    ) async throws(ServiceError) -> CampaignProgress {
        var last: CampaignProgress?
        let progressLine = ProgressLine(console.output)
        var trouble: ServiceError?
        for await update in updates {
            guard case .progress(let progress) = update else {
                guard case .interrupted(let failure) = update else { continue }
                // What only a person can lift is the end; all else the engine tries again.
                if failure.code == .refused { throw failure }
                tell(failure, after: &trouble, progressLine)
                continue
            }
            trouble = nil
            last = progress
            if tellingAll { ProgressText.show(progress, on: progressLine) }
            if progress.campaign.state.endsCommand { break }
        }
        progressLine.finish()
        if Task.isCancelled { throw ServiceError(.cancelled, Self.afterwards(engine)) }
        guard let last else { throw ServiceError(.outcomeUnknown, "Nothing was heard of the launch.") }
        if !tellingAll { line(ProgressText.line(last)) }
        if last.campaign.state == .paused {
            throw ServiceError(
                .refused, "“\(last.campaign.title)” is paused: \(last.campaign.stateReason.text(zone.text)).",
                hint: "sendboard campaign resume \(ShellWord.quoted(last.campaign.id.native))")
        }
        return last
    }

    /// Says why it does not go on, such as a full disk, once for each reason; the engine goes on trying.
    private func tell(_ failure: ServiceError, after told: inout ServiceError?, _ progress: ProgressLine) {
        defer { told = failure }
        guard told != failure else { return }
        progress.clear()
        try? console.errors.line(SafeLine.of("sendboard: \(failure.message)"))
        if let hint = failure.hint { try? console.errors.line(SafeLine.of("hint: \(hint)")) }
        try? console.errors.flush()
    }

    /// What becomes of a launch that is not followed any more.
    private static func afterwards(_ engine: LaunchEngine?) -> String {
        guard let engine else { return "The launch goes on at the platform." }
        return engine.other.map { "The launch goes on with \($0)." }
            ?? "The launch goes on once a board or another console is open."
    }

    /// A launch goes on where nobody reads its lines any more; that the output is broken is told at the end.
    private func line(_ text: String) {
        try? console.output.line(SafeLine.of(text))
        try? console.output.flush()
    }
}

extension Campaign.State {
    /// Whether it has been launched and may still send.
    fileprivate var isUnderWay: Bool { isActive || self == .scheduled }

    /// Whether a launch has got as far as a command waits for; views and late bounces go on for days.
    fileprivate var endsCommand: Bool { self == .finished || self == .aborted || self == .paused }
}

extension CampaignProgress {
    /// Whether the relay took every message and none came back.
    var isAllAccepted: Bool {
        guard campaign.state == .finished else { return false }
        guard let audience else { return campaign.percentage == 100 }
        return (states[.accepted] ?? 0) + (states[.delivered] ?? 0) == audience
    }
}
