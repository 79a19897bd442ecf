import FoundationEssentials
import ServiceCore

/// Watching what a campaign's newest batch does; DMDS has no call that launches one.
struct DMDSCampaignControl: Sendable {
    let context: DMDSContext

    var control: CampaignControl {
        var control = CampaignControl(
            plan: { id async throws(ServiceError) in try await plan(id) },
            launch: { _, _ async throws(ServiceError) in throw Self.refusal },
            watch: { DMDSCampaignWatch(context: context).updates(of: $0) },
            recipients: { RowOperations(DMDSRecipients(context: context, campaign: $0).operations) })
        control.report = DMDSCampaignWatch(context: context).report
        control.launchesNone = "DMDS’s API launches none; M writes a message of one"
        return control
    }

    private func plan(_ id: ResourceID) async throws(ServiceError) -> LaunchPlan {
        let numid = try await context.numid(of: id)
        let payload = try context.existing(try await context.campaign(numbered: numid))
        var plan = LaunchPlan(campaign: payload.campaign, audience: nil, willSend: nil)
        plan.refusal = Self.refusal
        return plan
    }

    private static let refusal = ServiceError(
        .unsupported, "DMDS’s API launches no campaigns; it sends messages of one to named recipients.",
        hint: "On the board, M on the campaign or on contacts writes one.")
}
