import Platform
import ServiceCore

/// A campaign with every key each time, null where empty, and no other (§5).
struct SMSDropCampaignPayload: Encodable, Sendable {
    let campaign: SMSCampaign
    /// The older form knows no `created_at` and refuses it.
    let tellsCreation: Bool

    private enum CodingKeys: String, CodingKey {
        case id, title, message, sender, status
        case messageType = "message_type"
        case recipients = "recipient_list"
        case deferUntil = "defer_until"
        case deferBy = "defer_by"
        case percentage = "delivery_percentage"
        case messageCount = "message_count"
        case partCount = "sms_count"
        case created = "created_at"
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(campaign.uuid, forKey: .id)
        try container.encode(campaign.title, forKey: .title)
        try container.encode(campaign.text, forKey: .message)
        try container.encode(SMSDropMessageType(campaign.type).rawValue, forKey: .messageType)
        try container.encode(campaign.sender, forKey: .sender)
        try container.encode(campaign.recipients, forKey: .recipients)
        try container.encode(deferUntil, forKey: .deferUntil)
        try container.encode(deferBy, forKey: .deferBy)
        try container.encode(campaign.state.smsDropStatus, forKey: .status)
        try container.encode(percentage, forKey: .percentage)
        try container.encode(messageCount, forKey: .messageCount)
        try container.encode(campaign.partCount, forKey: .partCount)
        if tellsCreation { try container.encode(SMSDropDate.text(campaign.created), forKey: .created) }
    }

    private var deferUntil: String? {
        if case .until(let date, _) = campaign.schedule { SMSDropDate.text(date) } else { nil }
    }

    private var deferBy: Int? {
        if case .delay(let seconds) = campaign.schedule { seconds } else { nil }
    }

    /// One a recipient from the moment that it is accepted; none where it is only stored.
    private var messageCount: Int { campaign.isUnlaunched ? 0 : campaign.recipients.count }

    /// Cut, not rounded, to hundredths: 100 says that nothing is left.
    private var percentage: Double {
        guard campaign.madeCount > 0 else { return 0 }
        return Double(campaign.finalCount * 10_000 / campaign.madeCount) / 100
    }
}

extension Campaign.State {
    /// The word for it (§5): `ABORTED` is whatever is not launched, or not any more.
    fileprivate var smsDropStatus: String {
        switch self {
        case .preparing: "PENDING"
        case .scheduled: "SCHEDULED"
        case .running, .paused: "SENDING"
        case .finished: "COMPLETED"
        case .waitingCredit, .aborted, .draft, .unknown: "ABORTED"
        }
    }
}
