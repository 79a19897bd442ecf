package import FoundationEssentials

/// One submission group: the DMDS `eeid`, an SMS run.
package struct Batch: Resource {
    package let id: ResourceID
    package var oddity: String?
    package var account: String
    package var campaign: String
    /// Nil where the platform did not tell.
    package var messageCount: Int? = 0
    package var isArchived = false
    /// What an archived batch keeps of each message: to whom, when, under which subject, how large.
    package var trace: [DatedText] = []
    package var created: Date?

    package init(id: ResourceID, account: String, campaign: String) {
        self.id = id
        self.account = account
        self.campaign = campaign
    }

    package static let kind = ResourceKind.batch
    package static let words = ResourceWords(
        "batch", "batches", about: "Submission groups: one eeid, one SMS run.", name: "id", time: "created",
        madeByPeople: false)
    package static let keys = [ActionKey(nil, .archivedText)]

    package static let fields: [Field<Batch>] = [
        Field("id", "Batch (eeid)") { .text($0.id.native) }.column(0, 12...36, title: "BATCH"),
        Field("campaign", "Campaign") { .text($0.campaign) }.column(1, 12...36),
        Field("messages", "Messages", .integer) { .integer($0.messageCount) }.column(2, 8...10),
        Field("archived", "Archived", .flag) { .flag($0.isArchived) }.column(5, 8...8),
        Field("trace", "Archive", .list) { .list($0.trace) },
        Field("account", "Account") { .text($0.account) }.column(4, 16...36, middle: true),
        Field("created", "Created", .date) { .date($0.created) }.column(3),
    ]
}

extension ActionDescription {
    /// Of one message, or of one recipient's of a batch.
    package static let archivedText = Self(
        "archived-text", title: "archived text", help: "Reads the message as it went out.",
        effect: .check)
}

extension ResourceKind {
    package static let batch: Self = "batch"
}
