import ServiceCore

/// Makes and launches campaigns, and launches again what was short of credit.
struct SMSDropLauncher: Sendable {
    let client: SMSDropClient
    /// The first answer to each key.
    private let answers = Remembered<LaunchOutcome>()

    // MARK: `n`, `M` and `T`

    /// What became of a new campaign, in words; one that is short of credit did not come out as wished.
    func create(_ draft: SMSDropDraft) async throws(ServiceError) -> EditOutcome {
        let settling = await SMSDropSettling(client: client).creating(draft) {
            launch async throws(ServiceError) in
            try await told(launch, draft)
        }
        do throws(ServiceError) {
            return try await settling.outcome { () async throws(ServiceError) in
                try await client.create(draft)
            }
        } catch {
            // The code alone says that it is stored and not launched, whatever stands in the body and in the list.
            guard error.code == .outcomeUnknown, error.origin?.status == 201 else { throw error }
            throw ServiceError(
                .insufficientCredit,
                "smsdrop stored the campaign and did not launch it: the credits do not do for it.",
                hint: "Buy credits, then launch it again.", origin: error.origin)
        }
    }

    private func told(
        _ launch: SMSDropLaunch, _ draft: SMSDropDraft
    ) async throws(ServiceError) -> EditOutcome {
        let campaign = try await row(launch.campaign)
        var outcome = EditOutcome(campaign, launch, credits: await shortfall(of: launch))
        if outcome.refusal == nil {
            outcome.sending = Sending(
                to: MessageAudience(draft.recipients), as: ["campaign": campaign.id.native])
        }
        return outcome
    }

    // MARK: `S`

    /// What a launch would do now: everybody or, for lack of credit, nobody.
    func plan(_ id: ResourceID) async throws(ServiceError) -> LaunchPlan {
        let wire = try await client.existing(id)
        let credits = try await ifOffered(try await client.subscription())?.credits
        let missing = if let cost = wire.cost, let credits { cost - credits } else { 0 }
        let isShort = missing > 0
        let people = wire.recipients?.count
        let campaign = client.inHand.laid(over: try await row(wire))
        var plan = LaunchPlan(campaign: campaign, audience: people, willSend: isShort ? 0 : people)
        plan.facts = facts(wire, credits)
        if isShort {
            plan.exclusions = people.map { [.init("too few credits", $0)] } ?? []
            plan.warnings = [
                "smsdrop will most likely not launch it: \(NumberText.counted(missing, "credit")) \(missing == 1 ? "is" : "are") missing."
            ]
        }
        if plan.campaign.schedule?.isPast(at: client.clock.date()) == true {
            plan.warnings.append("Its time has passed, so it starts at once.")
        }
        plan.refusal = refusal(plan.campaign)
        return plan
    }

    /// Launches what had been stored for lack of credit; the same key gives the first answer again.
    func launch(_ id: ResourceID, key: String) async throws(ServiceError) -> LaunchOutcome {
        if let known = answers[key] { return known }
        let outcome = try await retry(id)
        answers[key] = outcome
        return outcome
    }

    /// The same for rows of a list, told in one notice.
    func retry(_ ids: [ResourceID]) async throws(ServiceError) -> EditOutcome {
        try await EditSeries(done: "launched", tellsEach: true) { id async throws(ServiceError) in
            EditOutcome(try await retry(id))
        }.perform(ids)
    }

    private func retry(_ id: ResourceID) async throws(ServiceError) -> LaunchOutcome {
        let settling = SMSDropSettling(client: client).retrying(id) { launch async throws(ServiceError) in
            EditOutcome(try await outcome(of: launch))
        }
        return try await outcome(
            of: try await settling.value { () async throws(ServiceError) in try await client.retry(id.native)
            })
    }

    private func outcome(of launch: SMSDropLaunch) async throws(ServiceError) -> LaunchOutcome {
        let campaign = try await row(launch.campaign)
        guard launch.isShortOfCredit else {
            return campaign.state == .scheduled ? .scheduled(campaign) : .launched(campaign)
        }
        guard let needed = launch.campaign.cost, let left = await shortfall(of: launch) else {
            throw ServiceError(
                .insufficientCredit, "“\(campaign.title)” was not launched: the credits do not do for it.",
                hint: "Buy credits, then launch it again.")
        }
        return .shortOfCredit(campaign, needed: needed, available: left)
    }

    /// The credits that are left, where too few were; nil where none lack or nobody can tell.
    private func shortfall(of launch: SMSDropLaunch) async -> Int? {
        launch.isShortOfCredit ? try? await client.subscription().credits : nil
    }

    private func row(_ wire: SMSDropCampaign) async throws(ServiceError) -> Campaign {
        Campaign(wire, connection: client.connection, account: try await client.accountName())
    }

    private func facts(_ wire: SMSDropCampaign, _ credits: Int?) -> [LaunchPlan.Fact] {
        [
            .init("sender", wire.sender.isEmpty ? "not told" : wire.sender),
            .init("cost", cost(wire)),
            .init("credits left", credits.map { NumberText.grouped($0) } ?? "not told"),
        ]
    }

    private func cost(_ wire: SMSDropCampaign) -> String {
        guard let cost = wire.cost, let parts = wire.partCount else { return "not told" }
        return "\(NumberText.counted(cost, "credit")): \(NumberText.counted(parts, "part")) to each recipient"
    }

    private func refusal(_ campaign: Campaign) -> ServiceError? {
        guard campaign.state != .waitingCredit else { return nil }
        return ServiceError(
            .refused,
            "“\(campaign.title)” is \(campaign.stateWords): smsdrop launches only what it had stored for lack of credit.",
            hint: campaign.state == .scheduled
                ? "It starts by itself at its time." : "It can be watched, not launched.")
    }
}
