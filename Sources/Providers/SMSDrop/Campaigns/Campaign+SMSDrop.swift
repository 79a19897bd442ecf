import FoundationEssentials
import ServiceCore

extension Campaign {
    /// A row of the board from what smsdrop tells.
    init(_ wire: SMSDropCampaign, connection: ConnectionID, account: String) {
        self = .untold(
            ResourceID(connection, .campaign, wire.id), account: account,
            title: wire.title.isEmpty ? wire.id : wire.title)
        oddity = wire.oddity
        channel = .sms
        type = CampaignType(wireNumber: wire.messageType ?? 0)
        ownType = wire.ownType
        text = wire.text
        sender = wire.sender
        audience = wire.audienceText
        audienceSize = wire.recipients?.count
        partCount = wire.partCount
        percentage = wire.deliveryPercentage
        created = wire.created
        schedule = wire.schedule
        state = wire.state
        ownState = state == .unknown ? wire.status : nil
        stateReason = wire.stateReason
        leaveEmptyTextsUntold()
    }
}

extension SMSDropCampaign {
    /// `ABORTED` is the one word for "made, not launched" (inferred, §5), which a retry may launch.
    var state: Campaign.State {
        switch status {
        case "SENDING": .running
        case "COMPLETED": .finished
        case "SCHEDULED": .scheduled
        case "ABORTED": .waitingCredit
        case "PENDING": .preparing
        default: .unknown
        }
    }

    var stateReason: DatedText {
        if state == .waitingCredit {
            guard let cost else { return "not launched" }
            return "not launched; it takes \(NumberText.counted(cost, "credit"))"
        }
        if state == .finished, let deliveryPercentage, deliveryPercentage < 100 {
            return "\(Int(deliveryPercentage)) % delivered"
        }
        guard let messageCount, messageCount > 0, messageCount != recipients?.count else { return "" }
        return "\(NumberText.counted(messageCount, "message")) made"
    }

    /// A type that is none of the three documented ones, as smsdrop numbers it; empty where it is not told.
    var ownType: String? {
        guard let messageType else { return "" }
        return (0...2).contains(messageType) ? nil : "type \(messageType)"
    }

    /// The numbers themselves where they are few, so that a filter finds them.
    var audienceText: String {
        guard let recipients else { return "" }
        return recipients.count <= 10
            ? recipients.joined(separator: ", ") : NumberText.counted(recipients.count, "number")
    }
}
