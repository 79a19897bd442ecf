import FoundationEssentials
import ServiceCore

/// A campaign as smsdrop tells it (§5); what it did not tell is nil.
struct SMSDropCampaign: Sendable, PartlyKnown {
    let id: String
    /// `PENDING`, `SENDING`, `COMPLETED`, `ABORTED`, `SCHEDULED`, or a word that is new to us.
    let status: String?
    let title: String
    let text: String
    let sender: String
    let recipients: [String]?
    /// 0 plain text, 1 flash, 2 unicode.
    let messageType: Int?
    let deliveryPercentage: Double?
    /// Messages made; one a recipient.
    let messageCount: Int?
    /// Parts of one message.
    let partCount: Int?
    let deferUntil: Date?
    let deferUntilText: String
    let deferBy: Int?
    let created: Date?
    var oddity: String?

    init(_ row: inout RowReading) {
        id = row.name("id")
        status = row.text("status")
        row.require("status")
        title = row.text("title") ?? ""
        text = row.text("message") ?? ""
        sender = row.text("sender") ?? ""
        recipients = row.texts("recipient_list")
        messageType = row.integer("message_type")
        deliveryPercentage = row.number("delivery_percentage").map { min(max($0, 0), 100) }
        messageCount = row.integer("message_count").map { max($0, 0) }
        partCount = row.integer("sms_count").map { max($0, 1) }
        deferUntil = row.date("defer_until")
        deferUntilText = row.text("defer_until") ?? ""
        deferBy = row.integer("defer_by")
        created = row.date("created_at")
    }

    /// What a launch takes: the parts of one message for each recipient (inferred, §5).
    var cost: Int? {
        guard let partCount, let recipients else { return nil }
        return partCount.multipliedReportingOverflow(by: recipients.count).partialValue
    }

    /// Stored and not launched, which a retry may change.
    var isAborted: Bool { status == "ABORTED" }

    var hasEnded: Bool { status == "COMPLETED" }
}
