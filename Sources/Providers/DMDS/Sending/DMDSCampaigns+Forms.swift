import ServiceCore

extension DMDSCampaigns {
    var creation: Submission<Campaign> {
        Submission(
            form: { _ async throws(ServiceError) in
                FormDescription(
                    title: "New campaign",
                    fields: [
                        FormField(
                            "type", "Type", .choice(["api", "normal", "ab"]), value: "api",
                            help: "Only api can be sent by the API."),
                        FormField("title", "Title", isRequired: true),
                        FormField("subject", "Subject"),
                        FormField("sender", "From", help: "An address of a domain that DMDS allows."),
                        FormField("sender_name", "From name"),
                    ], notes: ["DMDS has no call that changes or removes a campaign."])
            },
            submit: { _, values async throws(ServiceError) in try await create(values) })
    }

    private func create(_ values: FormValues) async throws(ServiceError) -> EditOutcome {
        let title = try values.required("title", "The title")
        let type = values.text("type") ?? "api"
        guard ["api", "normal", "ab"].contains(type) else {
            throw ServiceError(
                .invalid, "DMDS has no campaigns of type “\(type)”.", hint: "Choose api, normal or ab.",
                field: "type")
        }
        var body: JSONValue = ["nombre": .string(title), "tipo": .string(type)]
        body.add("asunto", values.text("subject"))
        body.add(
            "remitente",
            try values.text("sender").map { text throws(ServiceError) in
                try DMDSMailbox(text, field: "sender").address
            })
        body.add("remitente_nombre", values.text("sender_name"))
        let answer = try await context.write(.write("campaigns.create", "campania/", body: .json(body))) {
            () async throws(ServiceError) in
            let count = try await context.campaigns().count { $0.nombre == title }
            return "Looked again: DMDS has \(NumberText.counted(count, "campaign")) named “\(title)”."
        }
        return try created(answer, title, type, values)
    }

    /// The key stands in the answer to the creation and in no list.
    private func created(
        _ answer: JSONReader, _ title: String, _ type: String, _ values: FormValues
    ) throws(ServiceError) -> EditOutcome {
        let numid = try answer["numid"].integer()
        let id = (try? answer["id"].text()) ?? String(numid)
        var campaign = Campaign.untold(context.id(.campaign, id), account: context.account, title: title)
        campaign.numid = numid
        campaign.type = CampaignType(rawValue: type) ?? .normal
        campaign.subject = values.text("subject") ?? ""
        campaign.sender = values.text("sender") ?? ""
        campaign.senderName = values.text("sender_name") ?? ""
        campaign.key = try? answer["camp_apikey"].secret()
        let revealed = campaign.key.map { [EditOutcome.Revelation("Campaign key", $0)] } ?? []
        return EditOutcome(
            "campaign \(title) created as number \(numid)", rows: [Row(campaign)], revealed: revealed)
    }
}
