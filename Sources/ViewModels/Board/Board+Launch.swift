import FoundationEssentials
import ServiceCore

extension Board {
    /// `S`: pre-flight, then the confirmation, then the launch and its watch.
    func askLaunch() {
        guard let row = primaryRow, let control = workspace[row.id.connection]?.campaigns else { return }
        let remarks = [marksLeftAlone(beside: row)].compactMap(\.self)
        waitForDialog { [weak self] () async throws(ServiceError) in
            let plan = try await control.plan(row.id)
            if let refusal = plan.refusal { throw refusal }
            self?.confirmLaunch(row, plan, control, remarks)
        }
    }

    private func confirmLaunch(
        _ row: Row, _ plan: LaunchPlan, _ control: CampaignControl, _ remarks: [String]
    ) {
        let key = UUID().uuidString
        let state = ConfirmState(
            title: "Launch “\(row.name)”?",
            lines: remarks.map { .sentence($0, .warning) } + plan.lines(TimeText(clock)),
            confirmation: .naming(row), verb: "launches")
        let question = Dialog.confirm(state) { [weak self] in self?.launch(row, key, control) }
        present(question, called: state.title)
    }

    private func launch(_ row: Row, _ key: String, _ control: CampaignControl) {
        waitForDialog(isGivenUpByEscape: false) { [weak self] () async throws(ServiceError) in
            let outcome: LaunchOutcome
            do throws(ServiceError) { outcome = try await control.launch(row.id, key) } catch {
                self?.noteLost(error)
                throw error
            }
            self?.show([Row(outcome.campaign)])
            switch outcome {
            case .launched(let campaign):
                self?.noteLaunch("\(campaign.title) launched", control)
                self?.notify("\(campaign.title) launched", level: .success)
                self?.openWatch(row.id, title: campaign.title)
            case .scheduled(let campaign):
                self?.noteLaunch("\(campaign.title) scheduled", control)
                self?.typedAhead.dropAll()
                self?.notify("\(campaign.title) scheduled", level: .success)
            case .shortOfCredit(let campaign, let needed, let available):
                self?.typedAhead.dropAll()
                self?.notify(
                    "\(campaign.title) needs \(NumberText.counted(needed, "credit")), \(NumberText.grouped(available)) left; it was not launched.",
                    hint: "S launches it again once there are more", level: .error)
            }
        }
    }

    private func noteLaunch(_ done: String, _ control: CampaignControl) {
        let finality =
            control.abort == nil
            ? "its platform stops no launch" : "X in its watch stops what has not been sent"
        undoList.note(EditOutcome(done, finality: finality))
    }
}

extension LaunchPlan {
    /// The pre-flight as lines: who, who not and why, and what is worth knowing.
    @MainActor func lines(_ time: TimeText) -> [DetailLine] {
        func told(_ number: Int?) -> String { number.map { NumberText.grouped($0) } ?? "not told" }
        var lines = [
            DetailLine.field("audience", told(audience)),
            DetailLine.field("will be sent", told(willSend), .good),
        ]
        lines += exclusions.map {
            DetailLine.field("not sent", "\(NumberText.grouped($0.count)) \($0.text)", .warning)
        }
        // What is odd stands before what is usual, so that a small window hides the latter.
        lines += warnings.map { .sentence($0.text(time.column), .warning) }
        lines.append(.sentence(Board.sentSentence, .warning))
        return lines + facts.map { DetailLine.field($0.label, $0.value) }
    }
}
