import FoundationEssentials
import ServiceCore
import Store

/// What a form says of a campaign, read and checked; written in the edit's transaction.
struct CampaignDraft: Sendable {
    let values: FormValues

    /// Reads everything but audience and SMTP user, which need the database.
    ///
    /// - Parameter time: that of the account's clocks.
    func read(into campaign: inout Campaign, _ time: TimeReading) throws(ServiceError) {
        if values["title"] != nil {
            campaign.title = try values.requiredLine("title", "The title", limit: 200)
        }
        try values.read("subject", into: &campaign.subject)
        try values.read("sender_name", into: &campaign.senderName)
        try readSender(into: &campaign)
        if values["html"] != nil { campaign.html = try values.block("html") ?? "" }
        if values["text"] != nil { campaign.text = try values.block("text") ?? "" }
        if values["defer_until"] != nil || values["defer_by"] != nil {
            campaign.schedule = try ScheduleText.read(values, time)
        }
        if values["smtp_user"] != nil { campaign.smtpUser = try values.line("smtp_user") }
        if campaign.channel == .email, let isArchived = try values.flag("archived") {
            campaign.isArchived = isArchived
        }
        campaign.partCount =
            campaign.channel == .sms ? SMSText(campaign.text, type: campaign.type).parts : 1
        try checkText(campaign)
    }

    private func readSender(into campaign: inout Campaign) throws(ServiceError) {
        guard values["sender"] != nil else { return }
        switch campaign.channel {
        case .email: try values.read("sender", into: &campaign.sender, .address)
        case .sms:
            try values.read("sender", into: &campaign.sender)
            if !campaign.sender.isEmpty { try SMSSender.check(campaign.sender, field: "sender") }
        }
    }

    private func checkText(_ campaign: Campaign) throws(ServiceError) {
        guard campaign.channel == .sms, campaign.type != .smsUnicode else { return }
        guard let foreign = SMSText(campaign.text, type: campaign.type).foreign else { return }
        throw ServiceError(
            .invalid, "“\(foreign)” is not in the plain alphabet of text messages.",
            hint: "Leave it out, or make the campaign of type sms-unicode.", field: "text")
    }

    /// The audience that the form names, nil where it leaves the line out.
    func audience(_ channel: Channel, account: Int64, in db: ReadTransaction) throws -> AudienceSpec? {
        try values["audience"].map { text in
            try AudienceText(text: text, channel: channel).read(account: account, in: db)
        }
    }
}
