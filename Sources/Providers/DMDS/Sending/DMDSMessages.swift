import ServiceCore

/// Single messages: each belongs to a campaign of type `api` and makes a batch or joins one (§8).
struct DMDSMessages: Sendable {
    let context: DMDSContext

    var operations: MessageOperations {
        MessageOperations(
            form: { targets async throws(ServiceError) in try await form(targets) },
            send: { targets, values async throws(ServiceError) in
                let campaign = try await campaign(targets, values)
                let people = Self.people(targets)
                return try await send(try MessageLines.read(values, campaign: campaign, also: people))
            },
            recipients: { targets, values async throws(ServiceError) in
                try MessageLines.audience(values, also: Self.people(targets))
            })
    }

    static func people(_ targets: [ResourceID]) -> [DMDSMailbox] {
        targets.filter { $0.kind == .contact }.map { DMDSMailbox(address: $0.native) }
    }

    /// Whether a campaign of that type can be sent by the API.
    static func availability(_ type: CampaignType) -> Availability {
        type == .api ? .available : .disabled("only campaigns of type api can be sent by the API")
    }

    func send(_ draft: MessageDraft) async throws(ServiceError) -> EditOutcome {
        let settling = await settling(draft)
        do throws(ServiceError) {
            return try await settling.outcome { () async throws(ServiceError) in
                let answer = try await context.send(draft.request)
                // The call is done: what cannot be read of the answer is told, and never taken for a failure.
                let count = try? answer["sent"].integer()
                return Sent(eeid: try? answer["eeid"].text(), count: count.flatMap { $0 < 0 ? nil : $0 })
            }
        } catch {
            throw placed(error, draft)
        }
    }

    /// What an answer tells of a message that went out.
    private struct Sent: Sendable {
        let eeid: String?
        let count: Int?
    }

    /// A message is an event more of whom it goes to; one call sends all of them.
    private func settling(_ draft: MessageDraft) async -> Settling<Sent> {
        let email = draft.recipients[0].address
        let before = (try? await sendings(to: email)).map(Set.init)
        return Settling(on: DMDSContext.title, []) { () async throws(ServiceError) in
            let sight = Sight.ofMade(try await sendings(to: email), id: \.self, before: before) {
                Self.mayBeAnother($0, to: email)
            }
            if case .done(let event) = sight, !(await isOf(draft.campaign, event)) {
                return .unclear(Self.mayBeAnother([event], to: email))
            }
            return sight.map { Sent(eeid: $0.eeid, count: Self.count(draft, of: $0)) }
        } outcome: { sent in
            outcome(draft, sent)
        }
    }

    /// Whether an event is of a mail of that campaign; an event that names no campaign and no batch may be of any.
    private func isOf(_ campaign: Int, _ event: EventPayload) async -> Bool {
        if let told = event.campania { return told == campaign }
        guard let eeid = event.eeid, let batch = try? await context.batch(eeid) else { return false }
        return batch.campania == campaign
    }

    private static func mayBeAnother(_ events: [EventPayload], to email: String) -> String {
        let last = events.compactMap(\.toldTime).max().map { " at \(DMDSTime.text($0))Z" } ?? ""
        return "DMDS knows of a mail to \(email)\(last), which may be another; look before you repeat it."
    }

    private func sendings(to email: String) async throws(ServiceError) -> [EventPayload] {
        (try await context.contact(email)?.eventos ?? []).filter { [.accepted, .notSent].contains($0.kind) }
    }

    /// How many mails went out, as far as the event of one recipient tells; an invalid contact gets none.
    private static func count(_ draft: MessageDraft, of event: EventPayload) -> Int? {
        guard draft.recipients.count == 1 else { return nil }
        if event.kind == .notSent { return 0 }
        return draft.mailCount == 1 ? 1 : nil
    }

    private func outcome(_ draft: MessageDraft, _ answer: Sent) -> EditOutcome {
        var outcome = told(draft, sent: answer.count)
        outcome.sending = Sending(to: draft.audience)
        if let sent = answer.count, sent < draft.mailCount {
            outcome.sending?.names["sent"] = "\(sent) of \(draft.mailCount)"
            if sent == 0 { outcome.refusal = "no mail was sent: an invalid contact gets none" }
        }
        guard let eeid = answer.eeid else {
            outcome.findings.append("DMDS told no batch, so that the messages cannot be watched.")
            return outcome
        }
        outcome.message += " as batch \(eeid)"
        outcome.rows = [Row(batch(draft, eeid, sent: answer.count))]
        outcome.sending?.names["batch"] = eeid
        return outcome
    }

    /// - Parameter sent: how many mails DMDS says that it took; nil where it does not say.
    private func told(_ draft: MessageDraft, sent: Int?) -> EditOutcome {
        let all = NumberText.counted(draft.mailCount, "mail")
        guard let sent else {
            return EditOutcome(
                "\(all) handed to DMDS", findings: ["DMDS did not tell how many of them went out."])
        }
        // An invalid contact gets no mail and does not count.
        guard sent < draft.mailCount else { return EditOutcome("\(NumberText.counted(sent, "mail")) sent") }
        return EditOutcome(
            "only \(sent) of \(all) sent", findings: ["An invalid contact gets no mail, nor its copies."],
            isAsWished: false)
    }

    private func batch(_ draft: MessageDraft, _ eeid: String, sent: Int?) -> Batch {
        let now = context.clock.date()
        context.memory.sent(
            eeid, campaign: draft.campaign, to: draft.recipients.map(\.address), count: sent, at: now)
        return context.row(
            ofBatch: eeid, campaign: draft.campaign, sent: sent, isArchived: draft.archives, begun: now)
    }

    /// Puts an error on the line that caused it, as far as DMDS's words tell.
    private func placed(_ error: ServiceError, _ draft: MessageDraft) -> ServiceError {
        guard error.code == .invalid || error.code == .notFound else { return error }
        var placed = error
        let words = error.message.lowercased()
        if error.field == "email" {
            placed.field = "to"
        } else if words.contains("eeid") {
            placed.field = "batch"
        } else if words.contains("campa") || error.code == .notFound {
            placed.field = "campaign"
        } else if words.contains("uri") || words.contains("url") {
            placed.field = "uri"
        } else if words.contains("remitente") {
            placed.field = "sender"
        }
        return placed
    }
}
