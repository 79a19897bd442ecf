import FoundationEssentials

/// What stands above a report's tables: which campaign, when, and how it ended.
package struct ReportHead: Sendable, Equatable {
    package let title: String
    /// How it ended or stands, as a sentence.
    package let sentence: String
    package let facts: [LaunchPlan.Fact]

    package init(_ report: CampaignReport, _ zone: WallZone) {
        let progress = report.progress
        let campaign = progress.campaign
        title = campaign.title
        let reason = campaign.stateReason.text(zone.text)
        let standing =
            progress.outcome ?? campaign.stateWords + (reason.isEmpty ? "" : ": \(reason)")
            + "; the numbers will change"
        sentence = standing.prefix(1).uppercased() + standing.dropFirst() + "."
        let people = progress.audience.map { NumberText.grouped($0) } ?? "not told"
        let facts: [(String, String?)] = [
            ("Recipients", people), ("Subject", campaign.subject), ("From", Self.sender(campaign)),
            ("Account", campaign.account), ("Channel", campaign.channel == .sms ? "SMS" : "e-mail"),
            ("Launched", campaign.launched.map(zone.text)), ("Finished", campaign.finished.map(zone.text)),
            ("Sent through", progress.transport), ("As of", zone.text(progress.measured)),
        ]
        self.facts = facts.compactMap { label, value in
            value.flatMap { $0.isEmpty ? nil : LaunchPlan.Fact(label, $0) }
        }
    }

    private static func sender(_ campaign: Campaign) -> String {
        campaign.senderName.isEmpty ? campaign.sender : "\(campaign.senderName) <\(campaign.sender)>"
    }
}
