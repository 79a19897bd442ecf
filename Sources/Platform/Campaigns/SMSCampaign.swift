package import FoundationEssentials
package import ServiceCore

/// A text campaign to listed numbers as the caller of an API sees it.
package struct SMSCampaign: Sendable, Hashable {
    let rowID: Int64
    package let uuid: String
    package let title: String
    package let text: String
    package let type: CampaignType
    package let sender: String
    /// As whoever made it wrote them.
    package let recipients: [String]
    package let schedule: Campaign.Schedule?
    package let state: Campaign.State
    /// SMS parts of one message.
    package let partCount: Int
    /// Messages that have been made so far, and how many of them are through.
    package let madeCount: Int
    package let finalCount: Int
    package let created: Date

    /// Whether it was stored and not launched: for lack of credit, or since nothing ran at its hour.
    package var isUnlaunched: Bool { state == .waitingCredit || state == .draft }
}
