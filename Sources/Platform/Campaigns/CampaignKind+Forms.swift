import ServiceCore

extension CampaignKind {
    var creation: Submission<Campaign> {
        Submission(
            form: { _ async throws(ServiceError) in
                let types = CampaignType.made.map(\.rawValue)
                let (zones, templates) = try await context.store.read { db in
                    (try AccountQueries.zones(in: db), try TemplateInsertion.names(in: db))
                }
                let (zone, clock) = (FormZone.accountNamed(zones), context.clock)
                let form = FormDescription(
                    title: "New campaign",
                    fields: [
                        try await kind.accountField(),
                        FormField("type", "Type", .choice(types), value: CampaignType.normal.rawValue),
                    ] + Self.fields(Self.blank, audience: "", zone),
                    remarks: CampaignRemarks(context: context, channel: nil).remarks)
                return TemplateInsertion(context: context).offered(in: form, templates).ruled {
                    values throws(ServiceError) in
                    var campaign = try Self.begun(values, as: CampaignType.made)
                    let time = TimeReading(now: clock(), zone: zone.zone(values, reader: .utc) ?? .utc)
                    try campaign.read(values, time)
                }
            },
            submit: { _, values async throws(ServiceError) in try await create(values) })
    }

    var change: Submission<Campaign> {
        Submission(
            form: { campaign async throws(ServiceError) in
                let campaign = campaign ?? Self.blank
                try campaign.requireEditable()
                let (id, clock) = (Int64(campaign.id.native) ?? 0, context.clock)
                let (spec, zone, templates) = try await context.store.read { db in
                    let account = try AccountQueries.rowID(byKey: campaign.account, in: db)
                    return (
                        try CampaignQueries.audience(of: id, in: db),
                        try AccountQueries.zone(of: account ?? 0, in: db),
                        try TemplateInsertion.names(of: account ?? 0, in: db)
                    )
                }
                let form = FormDescription(
                    title: "Edit campaign",
                    fields: [
                        FormField("account", "Account", .fixed, value: campaign.account),
                        FormField("type", "Type", .fixed, value: campaign.type.rawValue),
                    ] + Self.fields(campaign, audience: spec.formText, .account(zone)),
                    notes: campaign.state == .scheduled
                        ? ["It is scheduled: what is saved goes out at its time."] : [],
                    remarks: CampaignRemarks(context: context, channel: campaign.channel).remarks)
                return TemplateInsertion(context: context).offered(in: form, templates).ruled {
                    values throws(ServiceError) in
                    var changed = campaign
                    try changed.read(values, TimeReading(now: clock(), zone: zone))
                }
            },
            submit: { opened, values async throws(ServiceError) in try await update(opened, values) })
    }

    static let blank = Campaign(id: ResourceID("embedded", .campaign, ""), account: "", title: "")

    private static func fields(_ campaign: Campaign, audience: String, _ zone: FormZone) -> [FormField] {
        var until = ""
        var delay = ""
        switch campaign.schedule {
        case .until(let date, let original): until = original.isEmpty ? WallZone.utc.text(date) : original
        case .delay(let seconds): delay = String(seconds)
        case nil: break
        }
        let sender = FormField(
            "sender", "From", value: campaign.sender,
            help: "An approved sender; for SMS up to 11 letters and digits, or a number.")
        let audience = FormField(
            "audience", "Audience", .text, value: audience,
            help: "all contacts, group NAME, filter NAME, or addresses or numbers with commas between.")
        let (start, content) = (Campaign.head.fields(of: campaign), Campaign.content.fields(of: campaign))
        return start + [sender] + content + [audience] + Campaign.user.fields(of: campaign) + [
            FormField(
                "archived", "Archived", .flag, value: campaign.isArchived == true ? "yes" : "no",
                help: "Keeps each e-mail as it went out."),
            FormField(
                "defer_until", "Defer until", .date(zone), value: until,
                help:
                    "A time such as tomorrow 09:00 or +2h, by the account's clocks; or the seconds below."
            ),
            FormField("defer_by", "Defer by seconds", .integer(Campaign.Schedule.delays), value: delay),
        ]
    }

    /// An empty campaign of the type that the form says.
    ///
    /// - Parameter types: what it may be; a form offers fewer than there are.
    static func begun(
        _ values: FormValues, as types: [CampaignType] = CampaignType.allCases
    ) throws(ServiceError) -> Campaign {
        var campaign = blank
        campaign.type = try type(values, types)
        campaign.channel = campaign.type.channel
        return campaign
    }

    private static func type(
        _ values: FormValues, _ types: [CampaignType]
    ) throws(ServiceError) -> CampaignType {
        let word = values.text("type") ?? CampaignType.normal.rawValue
        if let type = CampaignType(rawValue: word), types.contains(type) { return type }
        throw ServiceError(
            .invalid, "“\(word)” is no type of campaign.",
            hint: "Write \(CampaignType.made.map(\.rawValue).joined(separator: ", ")).", field: "type")
    }
}

extension Campaign {
    /// What has started is frozen; what waits for its time is frozen anew.
    var isEditable: Availability {
        switch state {
        case .draft, .waitingCredit, .scheduled: .available
        default: .disabled("it is \(state.rawValue)")
        }
    }

    /// - Throws: `.refused` with the reason, before a form is filled in for nothing.
    func requireEditable() throws(ServiceError) {
        guard case .disabled(let reason) = isEditable else { return }
        throw ServiceError(.refused, "“\(title)” cannot be edited: \(reason).")
    }
}
