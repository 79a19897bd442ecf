import FoundationEssentials
import ServiceCore
import Store

/// Why a campaign cannot be launched as it stands.
enum LaunchCheck {
    /// The first thing that is in the way, nil where nothing is.
    static func refusal(_ campaign: CampaignRow, audience: Int? = nil, at now: Date, in db: ReadTransaction)
        throws
        -> ServiceError?
    {
        if let hold = try EngineHold.current(in: db) { return hold.error }
        if let refusal = state(campaign) { return refusal }
        if let refusal = content(campaign) { return refusal }
        if let refusal = try sender(campaign, db) { return refusal }
        if let refusal = try way(campaign, now, db) { return refusal }
        if let refusal = try recipients(campaign, audience, db) { return refusal }
        return try fields(campaign, db)
    }

    /// What an API composed goes out as its platform specifies.
    private static func fields(_ campaign: CampaignRow, _ db: ReadTransaction) throws -> ServiceError? {
        guard campaign.isComposedHere else { return nil }
        let unknown = try campaign.unknownFields(in: db)
        guard !unknown.isEmpty else { return nil }
        return ServiceError(
            .refused, "“\(campaign.title)” cannot be launched: \(unknown.words).", hint: unknown.hint)
    }

    private static func state(_ campaign: CampaignRow) -> ServiceError? {
        if campaign.type == .api {
            return ServiceError(
                .refused, "“\(campaign.title)” is sent message by message with its API key, not launched.",
                hint: "Make a campaign of another type to launch.")
        }
        switch campaign.state {
        case .draft, .waitingCredit: return nil
        case .scheduled:
            return ServiceError(
                .conflict, "“\(campaign.title)” is launched already and waits for its time.",
                hint: "Abort it and make a new one to change the time.")
        case .preparing, .running, .paused, .unknown:
            return ServiceError(
                .conflict, "“\(campaign.title)” is \(campaign.state.rawValue) already.",
                hint: "Watch it instead.")
        case .finished, .aborted:
            return ServiceError(
                .conflict, "“\(campaign.title)” was launched before and is \(campaign.state.rawValue).",
                hint: "Make a new campaign to send again.")
        }
    }

    static func content(_ campaign: CampaignRow) -> ServiceError? {
        if campaign.channel == .sms {
            guard campaign.text.isEmpty else { return nil }
            return ServiceError(
                .refused, "“\(campaign.title)” has no text.", hint: "Edit the campaign and write one.",
                field: "text")
        }
        if campaign.subject.isEmpty {
            return ServiceError(
                .refused, "“\(campaign.title)” has no subject.", hint: "Edit the campaign and write one.",
                field: "subject")
        }
        guard campaign.html == nil, campaign.textContent == nil else { return nil }
        return ServiceError(
            .refused, "“\(campaign.title)” has neither HTML nor text.",
            hint: "Edit the campaign and write one of them.",
            field: "html")
    }

    static func sender(_ campaign: CampaignRow, _ db: ReadTransaction) throws -> ServiceError? {
        if campaign.sender.isEmpty {
            return ServiceError(
                .refused, "“\(campaign.title)” has no sender.", hint: "Edit the campaign and choose one.",
                field: "sender")
        }
        let isApproved = try SenderFacts.isApproved(
            campaign.sender, campaign.channel, account: campaign.account, in: db)
        guard !isApproved else { return nil }
        return ServiceError(
            .refused, "\(campaign.sender) is not an approved sender of the account.",
            hint: "Approve it in Senders, or edit the campaign and choose another.", field: "sender")
    }

    /// What waits for a time may be launched all the same; what only a person can change may not.
    private static func way(_ campaign: CampaignRow, _ now: Date, _ db: ReadTransaction) throws
        -> ServiceError?
    {
        let hold = SendRules.hold(try campaign.way(at: now, in: db))
        guard let hold, hold.until == nil else { return nil }
        return ServiceError(
            .refused, "“\(campaign.title)” cannot be launched: \(hold.reason).", hint: hold.advice,
            field: hold.field)
    }

    private static func recipients(
        _ campaign: CampaignRow, _ known: Int?, _ db: ReadTransaction
    ) throws -> ServiceError? {
        if campaign.isFilterGone {
            return ServiceError(
                .refused, "The filter “\(campaign.audience.name ?? "")” of “\(campaign.title)” is gone.",
                hint: "Edit the campaign and choose another audience.", field: "audience")
        }
        let people =
            try known
            ?? AudienceCount.total(
                campaign.audience, account: campaign.account, channel: campaign.channel, in: db)
        guard people == 0 else { return nil }
        let isNone = campaign.audience.kind == .none
        return ServiceError(
            .refused,
            isNone
                ? "“\(campaign.title)” has no audience."
                : "Nobody is in the audience of “\(campaign.title)”.",
            hint: "Edit the campaign and choose whom it is for.", field: "audience")
    }
}
