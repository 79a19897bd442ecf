import FoundationEssentials
import ServiceCore

/// A campaign as smsdrop tells it (§5); what it did not tell is nil.
struct SMSDropCampaign: Sendable, PartlyKnown {
    let id: String
    /// `PENDING`, `SENDING`, `COMPLETED`, `ABORTED`, `SCHEDULED`, or a word that is new to us.
    var status: String?
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
    let schedule: Campaign.Schedule?
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
        if recipients?.contains(where: { !RowRule.phoneNumber.isRight($0) }) == true {
            row.mark("recipient_list", "holds what is no telephone number")
        }
        messageType = row.integer("message_type")
        deliveryPercentage = row.percentage("delivery_percentage")
        messageCount = row.count("message_count")
        partCount = row.count("sms_count", from: 1)
        let (time, text, seconds) = (row.date("defer_until"), row.text("defer_until"), row.count("defer_by"))
        if time != nil, seconds != nil { row.mark("defer_by", "stands beside defer_until") }
        schedule = time.map { .until($0, original: text ?? "") } ?? seconds.map { .delay(seconds: $0) }
        created = row.date("created_at")
    }

    /// What a launch takes: the parts of one message for each recipient (inferred, §5).
    var cost: Int? {
        guard let partCount, let recipients else { return nil }
        return partCount.multipliedReportingOverflow(by: recipients.count).partialValue
    }

    /// Stored and not launched, which a retry may change.
    var isAborted: Bool { status == "ABORTED" }
}

/// The answer to a launch: 200 says launched, **201 says stored and short of credit** (§3).
struct SMSDropLaunch: Sendable {
    let campaign: SMSDropCampaign
    let isShortOfCredit: Bool

    init(_ answer: HTTPAnswer) throws(ServiceError) {
        self.init(
            try answer.payload.row { SMSDropCampaign(&$0) }, isShortOfCredit: answer.status == 201)
    }

    /// The code of an answer outweighs the state in its body, which may be that of before.
    init(_ campaign: SMSDropCampaign, isShortOfCredit: Bool) {
        self.isShortOfCredit = isShortOfCredit
        var campaign = campaign
        if isShortOfCredit {
            campaign.status = "ABORTED"
        } else if campaign.isAborted {
            campaign.status = "PENDING"
        }
        self.campaign = campaign
    }
}
