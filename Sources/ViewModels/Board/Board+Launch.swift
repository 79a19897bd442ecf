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
            lines: remarks.map { .sentence($0, .warning) } + lines(of: plan),
            confirmation: .naming(row), verb: "launches")
        let question = Dialog.confirm(state) { [weak self] in self?.launch(row, key, control) }
        present(question, called: state.title)
    }

    /// The pre-flight as lines: who, who not and why, and what is worth knowing.
    private func lines(of plan: LaunchPlan) -> [DetailLine] {
        var lines = [
            DetailLine(.field, label: "audience", text: Self.told(plan.audience)),
            DetailLine(.field, label: "will be sent", text: Self.told(plan.willSend), tone: .good),
        ]
        lines += plan.exclusions.map {
            DetailLine(
                .field, label: "not sent", text: "\(NumberText.grouped($0.count)) \($0.text)", tone: .warning)
        }
        // What is odd stands before what is usual, so that a small window hides the latter.
        lines += plan.warnings.map { .sentence($0.text(TimeText(clock).column), .warning) }
        lines.append(.sentence(Self.sentSentence, .warning))
        lines += plan.facts.map { DetailLine(.field, label: $0.label, text: $0.value) }
        return lines
    }

    private static func told(_ number: Int?) -> String {
        number.map { NumberText.grouped($0) } ?? "not told"
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

    // MARK: The watch's keys

    var canPauseSending: Bool { currentWatch?.control.pause != nil }
    var canAbortSending: Bool { currentWatch?.control.abort != nil }

    var pauseAvailability: Availability {
        switch currentWatch?.latest?.campaign.state {
        case .running, .preparing, .paused: .available
        default: .disabled("nothing is being sent")
        }
    }

    var abortAvailability: Availability {
        switch currentWatch?.latest?.campaign.state {
        case .running, .preparing, .paused, .scheduled: .available
        case .finished, .aborted: .disabled("it has ended")
        default: .disabled("nothing is being sent")
        }
    }

    /// `P`: pauses at once; asks before it resumes.
    func toggleSending() {
        guard let watch = currentWatch, let campaign = watch.latest?.campaign else { return }
        if campaign.state == .paused {
            guard let resume = watch.control.resume else { return }
            let sentence = DetailLine.sentence("Sending goes on at once.")
            ask("Resume “\(campaign.title)”?", [sentence], verb: "resumes") { [weak self] in
                self?.carryOut { () async throws(ServiceError) in try await resume(watch.campaign) }
            }
        } else if let pause = watch.control.pause {
            carryOut { () async throws(ServiceError) in try await pause(watch.campaign) }
        }
    }

    func askAbort() {
        guard let watch = currentWatch, let campaign = watch.latest?.campaign, let abort = watch.control.abort
        else { return }
        let pending = (watch.latest?.states[.pending] ?? 0) + (watch.latest?.states[.deferred] ?? 0)
        let sentence =
            "\(NumberText.counted(pending, "recipient")) will not be sent to; this cannot be undone."
        ask(
            "Abort “\(campaign.title)”?", [.sentence(sentence, .warning)], verb: "aborts",
            confirmation: .naming(campaign)
        ) { [weak self] in
            self?.carryOut { () async throws(ServiceError) in try await abort(watch.campaign) }
        }
    }

    func cycleWatchWindow() {
        guard let watch = currentWatch else { return }
        watch.window = watch.window.next
    }

    func openWatchedPerson() {
        guard let person = currentWatch?.person else {
            return notify("There is no recipient under the cursor.", level: .info)
        }
        openWhy(person)
    }

    func openWatchedCampaign() {
        guard let watch = currentWatch else { return }
        lookUp(.campaign, watch.campaign.native, on: watch.campaign.connection)
    }
}
