import ServiceCore

/// Single messages, and one to the recipients of chosen campaigns: each is a campaign of its own (§5).
struct SMSDropMessages: Sendable {
    let client: SMSDropClient

    var operations: MessageOperations {
        MessageOperations(
            form: { targets async throws(ServiceError) in try await form(targets) },
            send: { targets, values async throws(ServiceError) in try await send(targets, values) },
            recipients: { targets, values async throws(ServiceError) in
                MessageAudience(try await recipients(targets, values))
            })
    }

    private func form(_ targets: [ResourceID]) async throws(ServiceError) -> FormDescription {
        let campaigns = try await campaigns(targets)
        let people = Self.recipients(of: campaigns).count
        return FormDescription(
            title: "New text message",
            fields: [
                FormField("account", "Account", .fixed, value: try await client.accountName()),
                SMSDropForm.sender(campaigns.first?.sender ?? ""), SMSDropForm.type,
                FormField(
                    "to", people == 0 ? "To" : "Also to", isRequired: people == 0,
                    help: "Numbers with commas between: +22963588213."),
                SMSDropForm.text(campaigns.first?.text ?? ""),
            ],
            audience: people == 0
                ? nil : "Goes to \(NumberText.counted(people, "recipient")) of what was chosen.",
            notes: [await SMSDropForm(client: client).creditNote()].compactMap(\.self))
    }

    private func send(
        _ targets: [ResourceID], _ values: FormValues
    ) async throws(ServiceError) -> EditOutcome {
        let recipients = try await recipients(targets, values)
        guard !recipients.isEmpty else {
            throw ServiceError(
                .invalid, "The message has no recipient.", hint: "Fill in to.", field: "to")
        }
        let draft = SMSDropDraft(
            title: nil, text: try values.required("text", "The text"), type: try SMSDropForm.type(values),
            sender: try SMSDropForm.sender(values), recipients: recipients, schedule: nil)
        return try await launch(draft)
    }

    /// The chosen and the typed, each once.
    private func recipients(
        _ targets: [ResourceID], _ values: FormValues
    ) async throws(ServiceError) -> [String] {
        let chosen = Self.recipients(of: try await campaigns(targets))
        return chosen + (try SMSDropForm.numbers(values, "to")).filter { !chosen.contains($0) }
    }

    /// `T`: what a campaign says, to one number.
    func test(_ ids: [ResourceID], _ values: FormValues) async throws(ServiceError) -> EditOutcome {
        let campaigns = try await campaigns(ids)
        guard let campaign = campaigns.first, ids.count == 1 else {
            throw ServiceError(.invalid, "A test is sent of one campaign.", hint: "Unmark the others.")
        }
        let number = try Self.testNumber(values)
        return try await launch(
            SMSDropDraft(
                title: "Test of \(campaign.title)", text: campaign.text,
                type: CampaignType(wireNumber: campaign.messageType ?? 0), sender: campaign.sender,
                recipients: [number], schedule: nil))
    }

    /// The one number that a test goes to.
    static func testNumber(_ values: FormValues) throws(ServiceError) -> String {
        let numbers = try SMSDropForm.numbers(values, "to")
        guard numbers.count == 1 else {
            throw ServiceError(
                .invalid, "A test goes to one number.", hint: "Write one number: +34600112233.", field: "to")
        }
        return numbers[0]
    }

    /// The recipients have another form line here than in a campaign's form.
    private func launch(_ draft: SMSDropDraft) async throws(ServiceError) -> EditOutcome {
        do throws(ServiceError) {
            return try await SMSDropLauncher(client: client).create(draft)
        } catch {
            var error = error
            if error.field == "audience" { error.field = "to" }
            throw error
        }
    }

    /// - Throws: `.unsupported` where a row is none that has recipients.
    private func campaigns(_ targets: [ResourceID]) async throws(ServiceError) -> [SMSDropCampaign] {
        var campaigns: [SMSDropCampaign] = []
        for target in targets where target.kind != .account {
            guard target.kind == .campaign else {
                throw ServiceError(
                    .unsupported, "No text message can be sent to a \(target.kind.rawValue) of smsdrop.")
            }
            guard let campaign = try await client.campaign(target.native) else {
                throw ServiceError(
                    .notFound, "One of the chosen rows is gone.", hint: "Refresh the list.")
            }
            campaigns.append(campaign)
        }
        return campaigns
    }

    /// Each number once, in order, in the form that is sent.
    private static func recipients(of campaigns: [SMSDropCampaign]) -> [String] {
        var known: Set<String> = []
        return campaigns.flatMap { $0.recipients ?? [] }.map { PhoneNumber.normalized($0) ?? $0 }
            .filter { known.insert($0).inserted }
    }
}
