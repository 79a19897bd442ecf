import FoundationEssentials
import ServiceCore

/// A campaign that is to be made, its values checked as the platform's own clients check them (§5).
struct SMSDropDraft: Sendable {
    var title: String?
    var text: String
    var type: CampaignType
    var sender: String
    var recipients: [String]
    var schedule: Campaign.Schedule?

    /// The body of `POST campaigns/`: what is not set is left out.
    var json: JSONValue {
        var body: JSONValue = [:]
        body.add("title", title)
        body.add("message", text)
        body.add("message_type", type.wireNumber)
        body.add("sender", sender)
        body.add("recipient_list", .strings(recipients))
        switch schedule {
        case .until(let date, _): body.add("defer_until", date.withOffset)
        case .delay(let seconds): body.add("defer_by", seconds)
        case nil: break
        }
        return body
    }

    /// Whether a campaign of the platform says the same to the same people.
    func isSame(as campaign: SMSDropCampaign) -> Bool {
        campaign.text == text && campaign.sender == sender
            && campaign.recipients?.map(Self.digits) == recipients.map(Self.digits)
            && (title == nil || campaign.title == title)
    }

    private static func digits(_ number: String) -> Substring {
        number.drop { $0 == "+" }
    }
}

extension CampaignType {
    /// How smsdrop numbers the kinds of text message; what is none of them is sent as plain text.
    var wireNumber: Int {
        switch self {
        case .smsFlash: 1
        case .smsUnicode: 2
        default: 0
        }
    }

    init(wireNumber: Int) {
        switch wireNumber {
        case 1: self = .smsFlash
        case 2: self = .smsUnicode
        default: self = .smsPlain
        }
    }
}
