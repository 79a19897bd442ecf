import FoundationEssentials
import ServiceCore

/// Sends single messages: each send is a submission of its own, delivered by the same engine.
struct SingleSend: Sendable {
    let context: PlatformContext
    static let finality = "a message that has left cannot be called back"

    var test: ResourceAction<Campaign> {
        ResourceAction(
            .test,
            form: { campaign in
                FormDescription(
                    title: "Send a test of \(campaign.title)",
                    fields: [
                        FormField(
                            "to", "To", isRequired: true,
                            help: campaign.channel == .sms ? "A number: +34600112233." : "An address.")
                    ])
            },
            recipients: { _, values async throws(ServiceError) in
                MessageAudience([try values.required("to", "The recipient")])
            },
            perform: { ids, values async throws(ServiceError) in
                guard let id = ids.first, ids.count == 1 else {
                    throw ServiceError(
                        .invalid, "A test is sent of one campaign.", hint: "Unmark the others.")
                }
                return try await test(id, values)
            })
    }

    /// One message of a campaign to an address of the person's own; it counts for limits and credits, not for the campaign.
    func test(_ id: ResourceID, _ values: FormValues) async throws(ServiceError) -> EditOutcome {
        let text = try values.required("to", "The recipient")
        let kind = CampaignKind(context: context)
        return try await context.editor.edit { session in
            let before = try kind.kind.editor.loadExisting(session.database, id.native)
            guard let campaign = try CampaignRow.find(try kind.kind.table.rowID(before), in: session.database)
            else { throw ServiceError(.notFound, "The campaign is gone.") }
            if let refusal = try campaign.contentRefusal ?? campaign.senderRefusal(in: session.database) {
                throw refusal
            }
            var spec = SingleSubmission(
                account: campaign.account, channel: campaign.channel, message: campaign.message)
            spec.message.subject = "[test] \(campaign.message.subject)"
            spec.html = campaign.html
            spec.text = campaign.textContent
            spec.trace = "test of campaign \(campaign.title)"
            let list = try AudienceSpec.read(
                text, campaign.channel, account: campaign.account, in: session.database)
            guard list.kind == .list, list.addresses?.count == 1 else {
                throw ServiceError(.invalid, "A test goes to one address.", field: "to")
            }
            spec.addresses = list.addresses ?? []
            try spec.write(at: session.now, in: session.database)
            try session.record("test", from: before, to: before)
            let unknown = try campaign.unknownFields(in: session.database)
            let sentence = "test of \(campaign.title) queued to \(spec.addresses.joined())"
            guard !unknown.isEmpty else { return EditOutcome(sentence, finality: Self.finality) }
            return EditOutcome(
                "\(sentence); \(unknown.words)", findings: ["\(unknown.words).", unknown.hint],
                isAsWished: false, finality: Self.finality)
        }
    }
}
