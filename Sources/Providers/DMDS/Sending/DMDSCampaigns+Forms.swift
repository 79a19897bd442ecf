import ServiceCore

extension DMDSCampaigns {
    var creation: Submission<Campaign> {
        Submission(
            form: { _ async throws(ServiceError) in
                let blank = Campaign(id: context.id(.campaign, ""), account: "", title: "")
                var head = FormLines<Campaign>("title", "subject")
                head["subject"].help = ""
                return FormDescription(
                    title: "New campaign",
                    fields: [
                        FormField(
                            "type", "Type", .choice(["api", "normal", "ab"]), value: "api",
                            help: "Only api can be sent by the API.")
                    ] + head.fields(of: blank) + [
                        FormField("sender", "From", help: "An address of a domain that DMDS allows.")
                    ] + FormLines("sender_name").fields(of: blank),
                    notes: ["DMDS has no call that changes or removes a campaign."])
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
        let settling = await settling(title) { made in
            told(made, title, type, values)
        }
        return try await settling.outcome { [body] () async throws(ServiceError) in
            let answer = try await context.send(.write("campaigns.create", "campania/", body: .json(body)))
            let numid = try answer["numid"].integer()
            return Made(
                id: (try? answer["id"].text()) ?? String(numid), numid: numid,
                key: try? answer["camp_apikey"].secret())
        }
    }

    /// What an answer tells of a new campaign; its key stands there and in no list.
    private struct Made: Sendable {
        let id: String
        let numid: Int?
        let key: Secret?
    }

    /// A title is no key of a campaign: there may be several.
    private func settling(
        _ title: String, told: @escaping @Sendable (Made) -> EditOutcome
    ) async -> Settling<Made> {
        let before = (try? await context.campaigns()).map { Set($0.map(\.id)) }
        return Settling(on: DMDSContext.title, []) { () async throws(ServiceError) in
            let alike = try await context.campaigns().filter { $0.nombre == title }
            return Sight.ofMade(
                alike.map { Made(id: $0.id, numid: $0.numid, key: nil) }, id: \.id, before: before
            ) { new in
                "DMDS has \(NumberText.counted(new.count, "campaign")) named “\(title)”; look before you repeat it."
            }
        } outcome: { made in
            told(made)
        }
    }

    private func told(_ made: Made, _ title: String, _ type: String, _ values: FormValues) -> EditOutcome {
        var campaign = Campaign.untold(context.id(.campaign, made.id), account: context.account, title: title)
        campaign.numid = made.numid
        campaign.type = CampaignType(rawValue: type) ?? .normal
        campaign.subject = values.text("subject") ?? ""
        campaign.sender = values.text("sender") ?? ""
        campaign.senderName = values.text("sender_name") ?? ""
        campaign.key = made.key
        return EditOutcome(
            "campaign \(title) created as number \(made.numid.map { String($0) } ?? made.id)",
            rows: [Row(campaign)], revealed: made.key.map { [.init("Campaign key", $0, of: title)] } ?? [])
    }
}
