import FoundationEssentials
import ServiceCore

/// What smsdrop knows of a number: the campaigns that it was in, and whether credits are left for another.
struct SMSDropTrace: Sendable {
    let client: SMSDropClient

    /// How many of the newest campaigns are looked through.
    static let depth = 500

    /// Nothing for what is no phone number: the platform reaches nobody else.
    func trace(_ address: String) async throws(ServiceError) -> PersonTrace {
        guard let number = PhoneNumber.sought(address) else { return PersonTrace(address: address) }
        let profile = try await client.profile()
        let credits = try await ifOffered(try await client.subscription())?.credits
        let campaigns = try await SMSDropPages(client: client).newest(Self.depth).filter { campaign in
            (campaign.recipients ?? []).contains { PhoneNumber.normalized($0) == number }
        }
        let verdict = PersonTrace.Verdict(
            connection: client.connection, account: profile.username, stop: stop(profile, credits),
            notes: [
                credits.map { DatedText("\(NumberText.counted($0, "credit")) left") }
                    ?? DatedText("the platform tells no credits"),
                "in \(NumberText.counted(campaigns.count, "campaign")) of the newest \(Self.depth)",
            ])
        return PersonTrace(
            address: number, verdicts: [verdict],
            events: campaigns.compactMap { event($0, number, profile.username) }.sorted { $0.time > $1.time })
    }

    private func stop(_ profile: Account, _ credits: Int?) -> PersonTrace.Stop? {
        if profile.isActive == false { return .init(rule: "the account is disabled", cause: "smsdrop") }
        return credits ?? 1 > 0 ? nil : .init(rule: "no credits left", cause: "the subscription")
    }

    /// Dated by the campaign: smsdrop does not tell when a message went out.
    private func event(
        _ campaign: SMSDropCampaign, _ number: String, _ account: String
    ) -> DeliveryEvent? {
        guard let time = campaign.created else { return nil }
        let state = client.row(campaign, account).state
        var event = DeliveryEvent(
            id: ResourceID(client.connection, .event, campaign.id), account: account, person: number,
            kind: EventKind(campaign.stateOfEach(in: state)), time: time)
        event.campaign = campaign.title
        event.reply = campaign.remarkOnEach(in: state)
        return event
    }
}

extension EventKind {
    fileprivate init(_ state: DeliveryState) {
        switch state {
        case .delivered: self = .delivered
        case .notSent: self = .notSent
        case .unknown: self = .unknown
        default: self = .queued
        }
    }
}
