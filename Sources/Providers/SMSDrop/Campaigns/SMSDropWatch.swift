import FoundationEssentials
import ServiceCore

/// Watches a campaign by asking for it again and again (§5).
///
/// A stream ends after the last snapshot of a campaign that has ended, and where the campaign is gone.
struct SMSDropWatch: Sendable {
    let client: SMSDropClient

    func updates(of id: ResourceID) -> AsyncStream<CampaignUpdate> {
        let pace = PollPace(every: .seconds(2))
        return .polling(client.clock, first: pace) { () async throws(ServiceError) in
            let progress = try await look(at: id)
            return (progress, progress.campaign.state == .finished ? nil : pace)
        }
    }

    private func look(at id: ResourceID) async throws(ServiceError) -> CampaignProgress {
        let wire = try await client.existing(id)
        // A launch that its platform's reads do not show yet is a launch.
        let campaign = client.row(wire, try await client.accountName())
        return CampaignProgress(wire, campaign, measured: client.clock.date())
    }
}

extension CampaignProgress {
    /// smsdrop tells one share of the whole, so the numbers are that share and not counts of people.
    init(_ wire: SMSDropCampaign, _ campaign: Campaign, measured: Date) {
        self.init(
            campaign: campaign, audience: wire.recipients?.count, transport: "smsdrop",
            measured: measured)
        told = Told(states: [.pending, .delivered, .notSent, .unknown], later: [], namesPeople: false)
        isBeingSent = campaign.state.isActive
        guard let audience else { return }
        let delivered = Int(((wire.deliveryPercentage ?? 0) / 100 * Double(audience)).rounded(.down))
        let isShareKnown = wire.deliveryPercentage != nil || campaign.state == .waitingCredit
        let rest = isShareKnown ? campaign.state.ofTheRest : .unknown
        states = [.delivered: delivered, rest: audience - delivered].filter { $0.value > 0 }
    }
}

extension Campaign.State {
    /// The state of those who are not in the delivered share.
    var ofTheRest: DeliveryState {
        switch self {
        case .finished, .unknown: .unknown
        case .waitingCredit: .notSent
        default: .pending
        }
    }
}
