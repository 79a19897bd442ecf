import FoundationEssentials
import ServiceCore

/// A launch of which everything is told, with numbers that differ from one another.
enum SampleReport {
    static let start = Date(timeIntervalSince1970: 1_772_355_600)

    static func make(
        _ title: String = "Spring sale", reply: String = "550 5.1.1 no such user",
        state: Campaign.State = .finished
    ) -> CampaignReport {
        var campaign = Campaign(
            id: ResourceID("embedded", .campaign, "7"), account: "acme@example.test", title: title)
        campaign.state = state
        campaign.subject = "Spring"
        campaign.launched = start
        campaign.finished = start.addingTimeInterval(600)
        var progress = CampaignProgress(
            campaign: campaign, audience: 100, transport: "sandbox",
            measured: start.addingTimeInterval(900))
        progress.states = [.delivered: 80, .accepted: 5, .bounced: 9, .notSent: 6]
        progress.later = [.open: 40, .click: 12, .bounceSoft: 2, .complaint: 1]
        progress.reasons = [Tally("suppressed: complaint", 4), Tally("invalid", 2)]
        progress.replies = [Tally(reply, 11)]
        progress.domains = [.init("example.com", accepted: 60, refused: 3)]
        var report = CampaignReport(progress)
        report.domainsCountEvents = true
        report.people = CampaignReport.People()
        report.people?.later = [.open: 30, .click: 8, .bounceSoft: 2, .complaint: 1, .unsubscribe: 0]
        report.people?.replies = [reply: 9]
        report.links = [
            .init("https://shop.example/sale?a=1&b=2", clicks: 10, people: 7),
            .init(nil, clicks: 2, people: 1),
        ]
        report.rest.domains = .init("", accepted: 25, refused: 6)
        report.timeline = CampaignTimeline(
            start: start, step: 300, counts: [.accepted: [60, 25], .open: [0, 40]])
        return report
    }
}
