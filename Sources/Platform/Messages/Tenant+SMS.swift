import FoundationEssentials
package import ServiceCore
import Store

/// Text campaigns that an API makes, launches and reads.
extension Tenant {
    /// Makes a campaign and launches it, or leaves it waiting where the credits do not do for it.
    ///
    /// - Parameter source: the API: `smsdrop`.
    /// - Throws: `.invalid` or `.refused` where it could never be launched; then nothing is made.
    package func launchSMS(_ draft: SMSDraft, source: String) async throws(ServiceError) -> SMSCampaign {
        let spec = try draft.audience()
        try SMSSender.check(draft.sender, field: "sender")
        return try await context.editor.edit { session in
            let made = try make(draft, spec, source, in: session)
            return try launch(made.native, uuid: made.uuid, in: session)
        }
    }

    /// Launches what was stored without being launched; anything else is left as it is.
    ///
    /// - Returns: nil where there is no such campaign.
    package func retrySMS(_ uuid: String) async throws(ServiceError) -> SMSCampaign? {
        try await context.editor.edit { session in
            let found = try SMSCampaignQueries.find(uuid, of: id, in: session.database)
            guard let found, found.isUnlaunched else { return found }
            return try launch(String(found.rowID), uuid: uuid, in: session)
        }
    }

    package func smsCampaign(_ uuid: String) async throws(ServiceError) -> SMSCampaign? {
        try await context.store.read { db in try SMSCampaignQueries.find(uuid, of: id, in: db) }
    }

    /// A window of them, newest first.
    package func smsCampaigns(skipping skip: Int, limit: Int) async throws(ServiceError) -> [SMSCampaign] {
        try await context.store.read { db in
            try SMSCampaignQueries.page(of: id, skipping: skip, limit: limit, in: db)
        }
    }

    private func make(
        _ draft: SMSDraft, _ spec: AudienceSpec, _ source: String, in session: EditSession
    ) throws -> (native: String, uuid: String) {
        let (db, kind) = (session.database, CampaignKind(context: context))
        let numid = try CampaignQueries.nextNumid(account: id, in: db)
        let uuid = UUID().uuidString.lowercased()
        var campaign = CampaignKind.blank
        campaign.channel = .sms
        campaign.type = draft.type
        campaign.title = draft.title.isEmpty ? "Campaign \(numid)" : draft.title
        campaign.text = draft.text
        campaign.sender = draft.sender
        campaign.schedule = draft.schedule
        let time = session.now.storedTime
        let native = try kind.queries.table.insert(
            campaign, account: id,
            [
                ("uuid", uuid), ("numid", numid), ("source", source), ("audience", spec.json),
                ("updated_at", time),
            ], at: time, in: db)
        try session.record("create", from: nil, to: try kind.kind.editor.loadExisting(db, native))
        return (native, uuid)
    }

    private func launch(_ native: String, uuid: String, in session: EditSession) throws -> SMSCampaign {
        _ = try CampaignKind(context: context).launch(native, key: UUID().uuidString, in: session)
        guard let campaign = try SMSCampaignQueries.find(uuid, of: id, in: session.database) else {
            throw ServiceError(.storage, "The campaign cannot be read back.")
        }
        return campaign
    }
}

/// A text message to listed numbers, as the caller of an API wants it sent.
package struct SMSDraft: Sendable {
    /// Empty where one is to be made up.
    package var title: String
    package var text: String
    /// One of the three SMS types.
    package var type: CampaignType
    package var sender: String
    /// As the caller writes them, which is how they are given back; a repeated number counts each time.
    package var recipients: [String]
    package var schedule: Campaign.Schedule?

    package init(
        title: String = "", text: String, type: CampaignType = .smsPlain, sender: String,
        recipients: [String], schedule: Campaign.Schedule? = nil
    ) {
        self.title = title
        self.text = text
        self.type = type
        self.sender = sender
        self.recipients = recipients
        self.schedule = schedule
    }

    /// - Throws: `.invalid` on `audience` for what is no number.
    func audience() throws(ServiceError) -> AudienceSpec {
        var numbers: [String] = []
        numbers.reserveCapacity(recipients.count)
        for recipient in recipients {
            guard let number = AddressRules.normalized(phone: recipient) else {
                throw ServiceError(.invalid, "“\(recipient)” is no phone number.", field: "audience")
            }
            numbers.append(number)
        }
        var spec = AudienceSpec(kind: .list, addresses: numbers)
        if numbers != recipients { spec.written = recipients }
        return spec
    }
}
