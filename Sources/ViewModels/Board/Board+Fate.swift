import FoundationEssentials
import ServiceCore

/// What became of a person in one campaign, and where platforms differ about one.
extension Board {
    /// Nil where it is not asked.
    func fate(
        of address: String, in campaign: WhyAnswers.AskedCampaign?
    ) async -> Result<CampaignFate?, ServiceError>? {
        guard let campaign, let connection = workspace[campaign.id.connection] else { return nil }
        do throws(ServiceError) {
            return .success(try await connection.fate(of: address, in: campaign.id))
        } catch {
            return .failure(error)
        }
    }

    /// Puts the answer on its page unless that was asked again meanwhile.
    func take(_ fate: Result<CampaignFate?, ServiceError>?, on page: UUID) {
        let clock = clock
        views.change(page) { model in
            guard case .why(var answers) = model.kind, !model.isAskedAgain else { return }
            answers.campaign?.fate = fate
            model.kind = .why(answers)
            model.page.show(WhyPage(clock).lines(answers))
        }
        fitViews()
    }

    /// Opens the same page with a campaign that stands on it.
    func openFate(of person: String, in title: String, on connection: ConnectionID) {
        guard let find = workspace[connection]?.resources[.campaign]?.operations.find else {
            return notify("\(connection) looks up no campaigns.", level: .info)
        }
        waitForDialog { [weak self] () async throws(ServiceError) in
            let row = try await find(title)
            guard let self, !Task.isCancelled else { return }
            guard let row else {
                typedAhead.dropAll()
                return notify("There is no campaign “\(title)” any more.", level: .warning)
            }
            openWhy(person, in: .init(id: row.id, title: title))
        }
    }

    // MARK: Drift

    /// Enter on a drift: asks which of the two states is right, then what that needs.
    func askMending() {
        guard case .why(let answers) = views.current.page?.kind, let drift = answers.drift else { return }
        let places = { (verdicts: [PersonTrace.Verdict]) in
            verdicts.map(\.place).joined(separator: ", ")
        }
        let items = [
            ChoiceState.Item(
                DriftMending.Goal.suppressed.rawValue, "Suppress on \(places(drift.active)) as well"),
            ChoiceState.Item(
                DriftMending.Goal.active.rawValue, "Allow sending on \(places(drift.stopped)) as well"),
        ]
        choose("\(answers.address): which is right?", of: items) { [weak self] choice in
            guard let goal = DriftMending.Goal(rawValue: choice) else { return }
            self?.mend(drift, of: answers.address, to: goal)
        }
    }

    private func mend(_ drift: PersonDrift, of address: String, to goal: DriftMending.Goal) {
        let workspace = workspace
        waitForDialog { [weak self] () async throws(ServiceError) in
            let mending = try await DriftMending(drift, of: address, to: goal, in: workspace)
            guard let self, !Task.isCancelled else { return }
            guard !mending.steps.isEmpty else {
                typedAhead.dropAll()
                return notify(mending.gaps.first ?? "Nothing here can change that.", level: .warning)
            }
            confirm(mending)
        }
    }

    private func confirm(_ mending: DriftMending) {
        let form = mending.form
        guard form.fields.isEmpty else {
            return present(
                FormSession(
                    state: FormState(form), target: "\(mending.address) on every platform",
                    targetCount: mending.steps.count, does: "changes", asking: { _ in mending.confirmation }
                ) { values async throws(ServiceError) in try await mending.perform(values) })
        }
        let lines = mending.steps.map { DetailLine.sentence($0.words) }
        let gaps = mending.gaps.map { DetailLine.sentence($0, .warning) }
        let state = ConfirmState(
            title: "\(form.title)?", lines: lines + gaps, confirmation: mending.confirmation,
            targetCount: mending.steps.count, verb: "changes")
        present(
            .confirm(
                state,
                onYes: { [weak self] in
                    self?.carryOut { () async throws(ServiceError) in
                        try await mending.perform(FormValues())
                    }
                }), called: form.title)
    }
}

extension PageModel.Kind {
    var askedCampaign: WhyAnswers.AskedCampaign? {
        if case .why(let answers) = self { answers.campaign } else { nil }
    }
}
