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
    package static let words = ResourceWords("batch", "batches", name: "id", time: "created")

    package static let fields: [Field<Batch>] = [
        Field("id", "Batch (eeid)") { .text($0.id.native) },
        Field("campaign", "Campaign") { .text($0.campaign) },
        Field("messages", "Messages", .integer) { .integer($0.messageCount) },
        Field("archived", "Archived", .flag) { .flag($0.isArchived) },
        Field("trace", "Archive", .list) { .list($0.trace) },
        Field("account", "Account") { .text($0.account) },
        Field("created", "Created", .date) { .date($0.created) },
    ]
}
