import FoundationEssentials
import ServiceCore

extension Campaign {
    /// A row of the board from what smsdrop tells.
    init(_ wire: SMSDropCampaign, connection: ConnectionID, account: String) {
        self.init(
            id: ResourceID(connection, .campaign, wire.id), account: account,
            title: wire.title.isEmpty ? wire.id : wire.title)
        oddity = wire.oddity
        channel = .sms
        type = CampaignType(wireNumber: wire.messageType)
        text = wire.text
        sender = wire.sender
        audience = wire.audienceText
        audienceSize = wire.recipients.count
        partCount = wire.partCount
        percentage = wire.deliveryPercentage
        created = wire.created
        schedule = wire.schedule
        state = wire.state
        stateReason = wire.stateReason
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
        // A word that is new to us must neither end a watch nor offer a launch.
        default: .preparing
        }
    }

    var stateReason: DatedText {
        switch status {
        case "ABORTED": "not launched; it takes \(NumberText.counted(cost, "credit"))"
        case "COMPLETED" where deliveryPercentage < 100: "\(Int(deliveryPercentage)) % delivered"
        case "PENDING", "SENDING", "COMPLETED", "SCHEDULED":
            messageCount == 0 || messageCount == recipients.count
                ? "" : "\(NumberText.counted(messageCount, "message")) made"
        default: "smsdrop says \(status)"
        }
    }

    var schedule: Campaign.Schedule? {
        if let deferUntil { return .until(deferUntil, original: deferUntilText) }
        return deferBy.map { .delay(seconds: $0) }
    }

    /// The numbers themselves where they are few, so that a filter finds them.
    var audienceText: String {
        recipients.count <= 10
            ? recipients.joined(separator: ", ") : NumberText.counted(recipients.count, "number")
    }
}
