extension ConnectionAudit {
    func audited(_ control: CampaignControl) -> CampaignControl {
        var audited = control
        audited.plan = { id async throws(ServiceError) in
            await hearOthers()
            await settle(.campaign)
            var plan = try await control.plan(id)
            if let doubt = await lost.doubting([Row(plan.campaign)], at: clock()).first?.doubt {
                plan.warnings.insert(
                    DatedText(kept: "Take care: \(doubt). If it was, this may send once more."), at: 0)
            }
            return plan
        }
        audited.pause = control.pause.map { self.audited($0, "pause campaign") }
        audited.resume = control.resume.map { self.audited($0, "resume campaign") }
        audited.abort = control.abort.map { self.audited($0, "abort campaign") }
        audited.launch = { id, key async throws(ServiceError) in
            try await carryOut(launchEdit(id, control)) { () async throws(ServiceError) in
                try await control.launch(id, key)
            } keeping: { launched, edit in
                _ = await kept(EditOutcome(launched, to: await edit.audience?([id])), edit)
                return launched
            }
        }
        audited.refused = { id, refusal in
            _ = await keep(launchEdit(id, control), .refused, refusal.message)
        }
        if let recipients = control.recipients {
            audited.recipients = { self.audited(recipients($0)) }
        }
        return audited
    }

    private func launchEdit(_ id: ResourceID, _ control: CampaignControl) -> AuditedEdit {
        var launch = edit("launch campaign", on: [id], .campaign)
        launch.isWeighty = true
        launch.sentAs = ["campaign": id.native]
        if let audience = control.audience { launch.audience = { _ in (try? await audience(id)) ?? nil } }
        return launch
    }

    private func audited(
        _ perform: @escaping CampaignControl.Verb, _ what: String
    ) -> CampaignControl.Verb {
        { id async throws(ServiceError) in
            try await carryOut(edit(what, on: [id], .campaign)) { () async throws(ServiceError) in
                try await perform(id)
            }
        }
    }

    func audited(_ messages: MessageOperations) -> MessageOperations {
        var audited = messages
        audited.form = { ids async throws(ServiceError) in
            let form = try await messages.form(ids)
            guard let recipients = messages.recipients else { return form }
            return warning(form) { values async throws(ServiceError) in try await recipients(ids, values) }
        }
        audited.send = { ids, values async throws(ServiceError) in
            // Where nothing was chosen it is the addresses that are written to.
            var edit = edit("send message", on: ids, ids.first?.kind ?? .delivery)
            edit.isWeighty = true
            if let recipients = messages.recipients {
                edit.audience = { try? await recipients($0, values) }
            }
            return try await carryOut(edit) { () async throws(ServiceError) in
                try await messages.send(ids, values)
            }
        }
        return audited
    }
}

extension EditOutcome {
    /// A launch as an edit of its campaign.
    ///
    /// - Parameter audience: whom it goes to, where more is known than how many.
    fileprivate init(_ launch: LaunchOutcome, to audience: MessageAudience?) {
        switch launch {
        case .launched(let campaign):
            self.init("launched", rows: [Row(campaign)])
        case .scheduled(let campaign):
            self.init("scheduled", rows: [Row(campaign)])
        case .shortOfCredit(let campaign, let needed, let available):
            self.init(
                "not launched", rows: [Row(campaign)], isAsWished: false,
                refusal:
                    "\(NumberText.counted(needed, "credit")) needed, \(NumberText.grouped(available)) left")
        }
        let counted = launch.campaign.audienceSize.map { MessageAudience(count: $0) }
        sending = (audience ?? counted).map { Sending(to: $0, as: ["campaign": launch.campaign.id.native]) }
    }
}
