import FoundationEssentials
package import ServiceCore
import Synchronization

extension FakeStore {
    /// Adds a campaign in a state; its title is its id.
    package func putCampaign(_ title: String, _ state: Campaign.State = .draft) {
        var campaign = Campaign(id: ResourceID(id, .campaign, title), account: "acme", title: title)
        campaign.state = state
        put([campaign])
    }

    /// What the next pre-flight says.
    package func plan(_ plan: LaunchPlan) { state.withLock { $0.plan = plan } }

    /// What is reported of any launch.
    package func reports(_ report: CampaignReport) { state.withLock { $0.report = report } }

    /// How the next launches end.
    package func launches(as outcome: LaunchOutcome) { state.withLock { $0.outcome = outcome } }

    /// Tells every watch how the launch stands.
    package func progress(_ update: CampaignUpdate) {
        for watch in state.withLock({ $0.watches }) { watch.yield(update) }
    }

    package func endWatches() {
        for watch in state.withLock({ $0.watches }) { watch.finish() }
    }

    var campaignControl: CampaignControl {
        var control = CampaignControl(
            plan: { [self] id async throws(ServiceError) in
                try await enter(FakeCall("campaign.plan", ids: [id.native]))
                if let plan = state.withLock({ $0.plan }) { return plan }
                return LaunchPlan(campaign: try campaign(id), audience: 12, willSend: 9)
            },
            launch: { [self] id, key async throws(ServiceError) in
                try await enter(FakeCall("campaign.launch", ids: [id.native, key]))
                if let outcome = state.withLock({ $0.outcome }) { return outcome }
                change(id.native, Campaign.self) { $0.state = .running }
                return .launched(try campaign(id))
            },
            pause: { [self] id async throws(ServiceError) in try await move("pause", id, to: .paused) },
            resume: { [self] id async throws(ServiceError) in try await move("resume", id, to: .running) },
            abort: { [self] id async throws(ServiceError) in try await move("abort", id, to: .aborted) },
            watch: { [self] _ in
                let (stream, continuation) = AsyncStream.makeStream(of: CampaignUpdate.self)
                state.withLock { $0.watches.append(continuation) }
                return stream
            },
            recipients: { [self] _ in operations(Delivery.self) })
        control.report = { [self] id async throws(ServiceError) in
            try await enter(FakeCall("campaign.report", ids: [id.native]))
            if let report = state.withLock({ $0.report }) { return report }
            throw ServiceError(.notFound, "There is no such report.")
        }
        return control
    }

    private func campaign(_ id: ResourceID) throws(ServiceError) -> Campaign {
        guard let campaign = row(id.native, Campaign.self) else {
            throw ServiceError(.notFound, "There is no such campaign.")
        }
        return campaign
    }

    private func move(_ verb: String, _ id: ResourceID, to goal: Campaign.State) async throws(ServiceError)
        -> EditOutcome
    {
        try await enter(FakeCall("campaign.\(verb)", ids: [id.native]))
        change(id.native, Campaign.self) { $0.state = goal }
        return EditOutcome("\(id.native): \(verb)", rows: [Row(try campaign(id))])
    }
}
