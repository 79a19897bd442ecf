import ServiceCore

extension DMDSMessages {
    func form(_ targets: [ResourceID]) async throws(ServiceError) -> FormDescription {
        try Self.require(targets)
        let people = targets.count { $0.kind == .contact }
        let campaign = try await campaignField(targets)
        return FormDescription(
            title: "New message",
            fields: [
                campaign,
                FormField(
                    "to", people == 0 ? "To" : "Also to", .list, isRequired: people == 0,
                    help: "Kim Lee <kim@example.com>, commas between."),
            ] + MessageLines.content + MessageLines.routing,
            audience: people == 0 ? nil : "Goes to the \(NumberText.counted(people, "contact")) chosen.",
            remarks: remarks(also: Self.people(targets))
        ).ruled { values throws(ServiceError) in
            try Self.check(values, campaign)
            _ = try MessageLines.read(values, campaign: 0, also: Self.people(targets))
        }
    }

    /// - Throws: `.invalid` where the line names none of the campaigns that are offered.
    private static func check(_ values: FormValues, _ field: FormField) throws(ServiceError) {
        guard case .choice(let choices) = field.kind, let text = values.text(field.id) else { return }
        let isOffered = choices.contains { choice in
            let parts = choice.split(separator: " ", maxSplits: 1).map(String.init)
            return choice == text || parts.contains(text)
        }
        if !isOffered {
            throw ServiceError(
                .invalid, "DMDS has no campaign of type api “\(text)”.",
                hint: "There is: \(choices.prefix(10).joined(separator: "; ")).", field: field.id)
        }
    }

    private func campaignField(_ targets: [ResourceID]) async throws(ServiceError) -> FormField {
        if let target = targets.first(where: { $0.kind == .campaign }) {
            let numid = try await context.numid(of: target)
            let campaign = try await context.campaign(numbered: numid)
            if case .disabled(let reason) = Self.availability(campaign?.type ?? .api) {
                throw ServiceError(
                    .refused, "“\(campaign?.nombre ?? "")” cannot be sent: \(reason).",
                    hint: "Choose a campaign of type api.")
            }
            return FormField(
                "campaign", "Campaign", .fixed, value: campaign.map(Self.choice) ?? String(numid))
        }
        let offered = try await context.campaigns(["tipo": "api"]).filter {
            $0.type == .api && $0.numid != nil
        }
        guard !offered.isEmpty else {
            throw ServiceError(
                .refused, "DMDS has no campaign of type api, and every message belongs to one.",
                hint: "Make one first.")
        }
        let choices = offered.map(Self.choice)
        return FormField("campaign", "Campaign", .choice(choices), value: choices[0], isRequired: true)
    }

    private static func choice(_ campaign: CampaignPayload) -> String {
        [campaign.numid.map { String($0) } ?? campaign.id, campaign.nombre].joined(separator: " ")
    }

    private static func require(_ targets: [ResourceID]) throws(ServiceError) {
        if targets.contains(where: { $0.kind == .group }) {
            throw ServiceError(
                .unsupported, "DMDS’s API tells nobody who is in a group, so that none can be written to.",
                hint: "Choose contacts, or send to the group in DMDS’s own console.")
        }
        guard targets.count(where: { $0.kind == .campaign }) <= 1 else {
            throw ServiceError(.invalid, "A message belongs to one campaign.", hint: "Unmark the others.")
        }
    }

    /// The number at the beginning of the line, or the campaign that was chosen.
    func campaign(_ targets: [ResourceID], _ values: FormValues) async throws(ServiceError) -> Int {
        try Self.require(targets)
        if let target = targets.first(where: { $0.kind == .campaign }) {
            return try await context.numid(of: target)
        }
        let text = try values.required("campaign", "The campaign")
        if let numid = Int(text) { return numid }
        if let numid = try await chosen(text) { return numid }
        guard let campaign = try await context.campaign(text) else {
            throw ServiceError(
                .notFound, "DMDS has no campaign “\(text)”.", hint: "Choose one of type api.",
                field: "campaign")
        }
        return try campaign.number
    }

    /// The number that a choice begins with; nil for a title that begins with another's number.
    private func chosen(_ text: String) async throws(ServiceError) -> Int? {
        guard let numid = text.split(separator: " ").first.flatMap({ Int($0) }) else { return nil }
        return try await context.campaign(numbered: numid).map(Self.choice) == text ? numid : nil
    }
}
