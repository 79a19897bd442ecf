import FoundationEssentials
import ServiceCore

/// A campaign as smsdrop tells it (§5); only its id and its status must be there.
struct SMSDropCampaign: Sendable {
    let id: String
    /// `PENDING`, `SENDING`, `COMPLETED`, `ABORTED`, `SCHEDULED`, or a word that is new to us.
    let status: String
    let title: String
    let text: String
    let sender: String
    let recipients: [String]
    /// 0 plain text, 1 flash, 2 unicode.
    let messageType: Int
    let deliveryPercentage: Double
    /// Messages made; one a recipient.
    let messageCount: Int
    /// Parts of one message.
    let partCount: Int
    let deferUntil: Date?
    let deferUntilText: String
    let deferBy: Int?
    let created: Date?

    init(_ item: JSONReader) throws(ServiceError) {
        id = try item["id"].text()
        status = try item["status"].text()
        title = (try? item["title"].text()) ?? ""
        text = (try? item["message"].text()) ?? ""
        sender = (try? item["sender"].text()) ?? ""
        recipients = (try? item["recipient_list"].texts()) ?? []
        messageType = (try? item["message_type"].integer()) ?? 0
        deliveryPercentage = min(max((try? item["delivery_percentage"].number()) ?? 0, 0), 100)
        messageCount = max((try? item["message_count"].integer()) ?? 0, 0)
        partCount = max((try? item["sms_count"].integer()) ?? 1, 1)
        deferUntil = try? item["defer_until"].date()
        deferUntilText = (try? item["defer_until"].text()) ?? ""
        deferBy = try? item["defer_by"].integer()
        created = try? item["created_at"].date()
    }

    /// What a launch takes: the parts of one message for each recipient (inferred, §5).
    var cost: Int { partCount.multipliedReportingOverflow(by: recipients.count).partialValue }

    /// Stored and not launched, which a retry may change.
    var isAborted: Bool { status == "ABORTED" }

    var hasEnded: Bool { status == "COMPLETED" }
}
