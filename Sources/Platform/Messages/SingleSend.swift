import FoundationEssentials
import ServiceCore
import Store

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
                    ]
                ).ruled { values throws(ServiceError) in
                    _ = try Self.recipient(values, campaign.channel)
                }
            },
            recipients: { ids, values async throws(ServiceError) in try await audience(ids, values) },
            perform: { ids, values async throws(ServiceError) in
                let id = try ids.only("A test is sent of one campaign.")
                return try await test(id, values)
            })
    }

    /// One message of a campaign to an address of the person's own; it counts for limits and credits, not for the campaign.
    func test(_ id: ResourceID, _ values: FormValues) async throws(ServiceError) -> EditOutcome {
        let kind = CampaignKind(context: context)
        return try await context.editor.edit { session in
            let before = try kind.kind.editor.loadExisting(session.database, id.native)
            let campaign = try Self.campaign(id, in: session.database)
            if let refusal = try campaign.contentRefusal ?? campaign.senderRefusal(in: session.database) {
                throw refusal
            }
            var spec = SingleSubmission(
                account: campaign.account, channel: campaign.channel, message: campaign.message)
            spec.message.subject = "[test] \(campaign.message.subject)"
            spec.html = campaign.html
            spec.text = try campaign.frozenText(at: session.now.storedTime, in: session.database)
            spec.trace = "test of campaign \(campaign.title)"
            let recipient = try Self.recipient(values, campaign.channel)
            spec.addresses = [recipient]
            let receipt = try spec.write(at: session.now, in: session.database)
            try session.record("test", from: before, to: before)
            let unknown = try campaign.unknownFields(in: session.database)
            if let (_, reason) = receipt.notSent.first {
                return EditOutcome(
                    "test of \(campaign.title) not sent to \(recipient): \(reason)", isAsWished: false,
                    finality: Self.finality)
            }
            let sentence = "test of \(campaign.title) queued to \(recipient)"
            guard !unknown.isEmpty else { return EditOutcome(sentence, finality: Self.finality) }
            return EditOutcome(
                "\(sentence); \(unknown.words)", findings: ["\(unknown.words).", unknown.hint],
                isAsWished: false, finality: Self.finality)
        }
    }

    private func audience(
        _ ids: [ResourceID], _ values: FormValues
    ) async throws(ServiceError) -> MessageAudience {
        try await context.store.read { db in
            guard let id = ids.first else { return MessageAudience(count: 0) }
            let campaign = try Self.campaign(id, in: db)
            return try MessageAudience(
                of: [try Self.recipient(values, campaign.channel)], campaign.channel,
                account: campaign.account, in: db)
        }
    }

    private static func campaign(_ id: ResourceID, in db: ReadTransaction) throws -> CampaignRow {
        guard let row = Int64(id.native), let campaign = try CampaignRow.find(row, in: db) else {
            throw ServiceError(.notFound, "The campaign is gone.")
        }
        return campaign
    }

    /// The one address or number that a test goes to.
    private static func recipient(_ values: FormValues, _ channel: Channel) throws(ServiceError) -> String {
        let hint =
            channel == .email ? "Write one address: ana@example.com." : "Write one number: +34600112233."
        let typed = try AudienceSpec.typed(
            try values.required("to", "The recipient"), channel, field: "to", hint: hint)
        guard typed.count == 1 else {
            throw ServiceError(.invalid, "A test goes to one address.", hint: hint, field: "to")
        }
        return typed[0]
    }
}
