import ServiceCore

/// Whom a campaign goes to, as far as smsdrop tells: all of them have one state, or nobody knows whose is which.
struct SMSDropRecipients: Sendable {
    let client: SMSDropClient
    let campaign: ResourceID

    var operations: ResourceOperations<Delivery> {
        ResourceOperations(
            list: .loaded(sort: RowOrder("address")) { () async throws(ServiceError) in
                let wire = try await client.existing(campaign)
                let account = try await client.accountName()
                let state = client.row(wire, account).state
                return (wire.recipients ?? []).enumerated().map { index, number in
                    var delivery = Delivery(
                        id: ResourceID(client.connection, .delivery, "\(wire.id)/\(index)"), account: account,
                        campaign: wire.title, address: number, state: wire.stateOfEach(in: state))
                    delivery.attempts = nil
                    delivery.reply = wire.remarkOnEach(in: state)
                    return delivery
                }
            })
    }
}

extension SMSDropCampaign {
    /// The state of any one recipient while its campaign is in this one.
    func stateOfEach(in state: Campaign.State) -> DeliveryState {
        guard let deliveryPercentage else { return state == .waitingCredit ? .notSent : .unknown }
        return deliveryPercentage >= 100
            ? .delivered : deliveryPercentage < 0.01 ? state.ofTheRest : .unknown
    }

    func remarkOnEach(in state: Campaign.State) -> String {
        if state == .waitingCredit { return "not launched for lack of credit" }
        guard stateOfEach(in: state) == .unknown, let deliveryPercentage else { return "" }
        return "smsdrop tells \(Int(deliveryPercentage)) % delivered, not who"
    }
}
