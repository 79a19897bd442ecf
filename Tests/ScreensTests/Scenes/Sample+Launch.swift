import ServiceCore

extension Sample {
    static let down = ServiceError(
        .unreachable, "The platform cannot be reached: the connection was refused.",
        hint: "Try again with r.")

    static var progress: CampaignProgress {
        var campaign = Campaign(id: id(.campaign, "1"), account: account, title: "Spring sale")
        campaign.state = .running
        campaign.launched = ago(2)
        var progress = CampaignProgress(
            campaign: campaign, audience: 12_000, transport: "sandbox", measured: now)
        progress.states = [
            .pending: 4534, .deferred: 120, .accepted: 184, .delivered: 7000, .bounced: 96, .notSent: 66,
            .unknown: 0,
        ]
        progress.later = [.open: 1204, .click: 233, .bounceSoft: 31, .complaint: 2, .unsubscribe: 5]
        progress.reasons = [.init("suppressed: complaint", 41), .init("invalid", 25)]
        progress.replies = [.init("451 4.7.1 try again later", 120), .init("550 5.1.1 no such user", 88)]
        progress.domains = [
            .init("example.com", accepted: 3102, refused: 12),
            .init("example.net", accepted: 1870, refused: 51),
        ]
        progress.isBeingSent = true
        progress.way = "sandbox: no message leaves this machine"
        return progress
    }

    static var plan: LaunchPlan {
        let campaign = Campaign(id: id(.campaign, "2"), account: account, title: "Welcome")
        var plan = LaunchPlan(campaign: campaign, audience: 431_207, willSend: 430_112)
        plan.exclusions = [.init("suppressed: bounce", 1012), .init("invalid", 83)]
        plan.facts = [
            .init("From", "Acme <news@shop.example>"), .init("Monthly cap", "431,207 of 500,000 used"),
            .init("Starts", "at once"),
        ]
        plan.warnings = ["There is no plain text beside the HTML."]
        return plan
    }
}
