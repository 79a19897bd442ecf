import ServiceCore

/// The keys of a watch.
extension Board {
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
        // Sending goes on while this is asked, so that any number would be wrong by the time it is answered.
        let sentence = "Whoever has not been sent to by then is left out; this cannot be undone."
        ask(
            "Abort “\(campaign.title)”?", [.sentence(sentence, .warning)], verb: "aborts",
            confirmation: .naming(campaign)
        ) { [weak self] in
            self?.carryOut { () async throws(ServiceError) in try await abort(watch.campaign) }
        }
    }

    // MARK: Sending again

    /// What can be done for those whom an ended launch did not reach.
    private static let again = [ActionDescription.resend, .accept]

    var canSendAgain: Bool {
        guard let watch = currentWatch, let kind = source(of: .campaign) else { return false }
        return kind.operations(for: watch.campaign)?.actions.contains { $0.name == Self.again[0].name }
            == true
    }

    var sendAgainAvailability: Availability {
        guard let campaign = currentWatch?.latest?.campaign,
            let action = source(of: .campaign)?.operations(for: campaign.id)?.actions.first(where: {
                $0.name == Self.again[0].name
            })
        else { return .disabled("nothing is known of it yet") }
        return action.availability(Row(campaign))
    }

    /// `S`: to those not reached; where some are unknown, they can be settled instead.
    func sendAgain() {
        guard let progress = currentWatch?.latest else { return }
        let row = Row(progress.campaign)
        guard let unknown = progress.states[.unknown], unknown > 0 else {
            return perform([Self.again[0].name], on: [row])
        }
        let titles = [Self.again[0].title, "\(Self.again[1].title): \(NumberText.grouped(unknown))"]
        let items = zip(Self.again, titles).map { ChoiceState.Item($0.name, $1) }
        choose("\(row.name): what?", of: items) { [weak self] name in self?.perform([name], on: [row]) }
    }

    /// The watch goes on where an edit has changed what it shows.
    func followAgain(_ rows: [Row]) {
        guard let watch = currentWatch, rows.contains(where: { $0.id == watch.campaign }) else { return }
        watch.followAgain()
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

    /// Opens whom a number of a campaign counts.
    func openRecipients(of campaign: ResourceID, filter: String) {
        guard workspace[campaign.connection]?.listing(recipientsOf: campaign) != nil else {
            return notify("\(campaign.connection) does not tell who the recipients are.", level: .info)
        }
        showPane(.recipients(of: campaign), filter: filter, isOpened: true)
    }

    func openWatchedCampaign() {
        guard let watch = currentWatch else { return }
        lookUp(.campaign, watch.campaign.native, on: watch.campaign.connection)
    }
}
