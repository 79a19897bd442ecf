import ServiceCore

extension DMDSCampaigns {
    private static let hasKey: @Sendable (Campaign) -> Availability = {
        $0.type == .api ? .available : .disabled("only campaigns of type api have one")
    }

    /// The key for SMTP submission, which no list tells.
    var showKey: ResourceAction<Campaign> {
        ResourceAction(
            ActionDescription(
                "show-key", title: "show key", help: "Reads the campaign’s key for SMTP submission.",
                effect: .check), availability: Self.hasKey,
            perform: { ids, _ async throws(ServiceError) in
                try await EditSeries(done: "keys read") { id async throws(ServiceError) in
                    let numid = try await context.numid(of: id)
                    return outcome("key of", numid, try await context.key(of: numid))
                }.perform(ids)
            })
    }

    var newKey: ResourceAction<Campaign> {
        ResourceAction(
            .newKey, help: "Sets a new campaign key; the old one stops working at once.",
            confirmation: { .naming($0) }, availability: Self.hasKey,
            form: { campaign in
                FormDescription(
                    title: "New key of \(campaign.title)",
                    fields: [FormField("key", "Key", .secret, help: "Empty lets DMDS make one.")])
            },
            perform: { ids, values async throws(ServiceError) in
                try await EditSeries(done: "keys set") { id async throws(ServiceError) in
                    try await setKey(of: id, to: values.text("key"))
                }.perform(ids)
            })
    }

    private func setKey(of id: ResourceID, to key: String?) async throws(ServiceError) -> EditOutcome {
        let numid = try await context.numid(of: id)
        let before = try? await context.key(of: numid)
        let settling = Settling(on: DMDSContext.title, [id]) { () async throws(ServiceError) in
            let now = try await context.key(of: numid)
            guard let before else {
                return .unclear("DMDS has a key, which may be the old one; show-key shows it.")
            }
            return now == before ? .notShown : .done(now)
        } outcome: { (key: Secret) in
            outcome("new key of", numid, key)
        }
        return try await settling.outcome { () async throws(ServiceError) in
            var body: JSONValue = ["numid": .integer(numid)]
            body.add("apikey", key.map { JSONValue.secret(Secret($0)) })
            let request = HTTPRequest.write("campaigns.new-key", "campania_apikey/", body: .json(body))
            let answer = try await context.send(request)
            if let told = try? answer["apikey", "camp_apikey"].secret() { return told }
            return try await context.key(of: numid)
        }
    }

    private func outcome(_ what: String, _ numid: Int, _ key: Secret) -> EditOutcome {
        let title = context.memory.title(ofCampaign: numid)
        return EditOutcome(
            "\(what) campaign \(title)", revealed: [EditOutcome.Revelation("Campaign key", key, of: title)])
    }

    /// One message of the campaign; its page has to be given, since DMDS's sends carry it themselves.
    var test: ResourceAction<Campaign> {
        ResourceAction(
            .test, availability: { DMDSMessages.availability($0.type) },
            form: { campaign in
                FormDescription(
                    title: "Send a test of \(campaign.title)",
                    fields: [FormField("to", "To", isRequired: true, help: "An address.")]
                        + MessageLines.content
                ).ruled { values throws(ServiceError) in _ = try Self.testDraft(values, 0) }
            },
            recipients: { _, values async throws(ServiceError) in
                try MessageLines.audience(values, also: [])
            },
            perform: { ids, values async throws(ServiceError) in
                let id = try ids.only("A test is sent of one campaign.")
                let numid = try await context.numid(of: id)
                return try await DMDSMessages(context: context).send(try Self.testDraft(values, numid))
            })
    }

    private static func testDraft(_ values: FormValues, _ campaign: Int) throws(ServiceError) -> MessageDraft
    {
        let draft = try MessageLines.read(values, campaign: campaign, also: [])
        guard draft.recipients.count == 1 else {
            throw ServiceError(
                .invalid, "A test goes to one address.", hint: "Write one address: ana@example.com.",
                field: "to")
        }
        return draft
    }
}
