import FoundationEssentials
import ServiceCore

/// Polls the newest batch of a campaign: every 2 s while an address has no event yet, then every 10 s for
/// what becomes known later; doubling to 60 s while DMDS fails.
struct DMDSCampaignWatch: Sendable {
    let context: DMDSContext

    private static let sending = PollPace(every: .seconds(2))
    /// DMDS has no events but these (§9).
    private static let told = CampaignProgress.Told(
        states: [.pending, .accepted, .delivered, .bounced, .notSent, .unknown],
        later: [.open, .click, .bounceSoft], tallies: [.reasons, .domains])
    private static let late = PollPace(every: .seconds(10))

    /// Ends where no batch of the campaign is known, or DMDS no longer knows it; else goes on until dropped.
    func updates(of id: ResourceID) -> AsyncStream<CampaignUpdate> {
        .polling(context.clock, first: Self.sending, least: 0.9) { () async throws(ServiceError) in
            let (progress, isLast) = try await snapshot(id)
            let isSending = progress.campaign.state == .running
            return (progress, isLast ? nil : isSending ? Self.sending : Self.late)
        }
    }

    /// One snapshot, and whether there will be no other.
    private func snapshot(_ id: ResourceID) async throws(ServiceError) -> (CampaignProgress, isLast: Bool) {
        let numid = try await context.numid(of: id)
        guard let payload = try await batch(of: numid) else { return (try await unsent(numid), true) }
        return (progress(id, numid, payload), false)
    }

    /// The same as a report: a batch tells all of its events.
    func report(_ id: ResourceID) async throws(ServiceError) -> CampaignReport {
        let numid = try await context.numid(of: id)
        guard let payload = try await batch(of: numid) else {
            return CampaignReport(try await unsent(numid))
        }
        return CampaignReport(progress(id, numid, payload), events: context.rows(of: payload))
    }

    /// The newest batch of a campaign; nil where none is known.
    private func batch(of numid: Int) async throws(ServiceError) -> BatchPayload? {
        guard let known = context.memory.batch(ofCampaign: numid) else { return nil }
        guard let payload = try await context.batch(known.eeid) else {
            throw ServiceError(.notFound, "DMDS no longer knows the batch \(known.eeid).")
        }
        return payload
    }

    private func unsent(_ numid: Int) async throws(ServiceError) -> CampaignProgress {
        let payload = try context.existing(try await context.campaign(numbered: numid))
        var campaign = payload.campaign
        campaign.stateReason = "no batch of it is known here; “:batch EEID” looks one up"
        return CampaignProgress(
            campaign: campaign, audience: nil, transport: "DMDS", measured: context.clock.date())
    }

    private func progress(
        _ id: ResourceID, _ numid: Int, _ payload: BatchPayload
    ) -> CampaignProgress {
        let batch = context.memory.learn(payload)
        var campaign = Campaign.untold(
            id, account: context.account, title: context.memory.title(ofCampaign: numid))
        campaign.numid = numid
        campaign.type = .api
        campaign.stand(as: batch)
        if campaign.state == .finished { campaign.finished = payload.eventos.compactMap(\.toldTime).max() }
        var progress = CampaignProgress(
            campaign: campaign, audience: batch.states.count, transport: "DMDS",
            measured: context.clock.date())
        progress.told = Self.told
        progress.states = batch.states.values.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        progress.later = payload.eventos.reduce(into: [:]) { counts, event in
            if Self.told.later.contains(event.kind) { counts[event.kind, default: 0] += 1 }
        }
        if let invalid = progress.states[.notSent] {
            progress.reasons = [Tally("invalid contact", invalid)]
        }
        progress.domains = domains(batch.states)
        progress.events = context.rows(of: payload).sorted { $0.time > $1.time }.prefix(50).map(\.self)
        progress.isBeingSent = campaign.state == .running
        return progress
    }

    /// The most frequent first.
    private func domains(_ states: [String: DeliveryState]) -> [CampaignProgress.DomainTally] {
        let byDomain = Dictionary(grouping: states) {
            $0.key.split(separator: "@").last.map(String.init) ?? ""
        }
        let tallies = byDomain.map { domain, states in
            CampaignProgress.DomainTally(
                domain, accepted: states.count { $0.value == .accepted || $0.value == .delivered },
                refused: states.count { $0.value == .bounced })
        }
        return tallies.sorted {
            ($1.accepted + $1.refused, $0.domain) < ($0.accepted + $0.refused, $1.domain)
        }
        .prefix(20).map(\.self)
    }
}
