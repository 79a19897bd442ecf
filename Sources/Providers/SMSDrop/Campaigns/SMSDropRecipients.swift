import ServiceCore

/// Whom a campaign goes to, as far as smsdrop tells: all of them have one state, or nobody knows whose is which.
struct SMSDropRecipients: Sendable {
    let client: SMSDropClient
    let campaign: ResourceID

    var operations: ResourceOperations<Delivery> {
        ResourceOperations(
            list: .loaded(sort: RowOrder("address")) { () async throws(ServiceError) in
                guard let wire = try await client.campaign(campaign.native) else {
                    throw ServiceError(.notFound, "smsdrop has no such campaign.", hint: "Refresh the list.")
                }
                let account = try await client.accountName()
                return (wire.recipients ?? []).enumerated().map { index, number in
                    var delivery = Delivery(
                        id: ResourceID(client.connection, .delivery, "\(wire.id)/\(index)"), account: account,
                        campaign: wire.title, address: number, state: wire.stateOfEach)
                    delivery.attempts = nil
                    delivery.reply = wire.remarkOnEach
                    return delivery
                }
            })
    }
}

extension SMSDropCampaign {
    /// The state of any one recipient.
    var stateOfEach: DeliveryState {
        guard let deliveryPercentage else { return state == .waitingCredit ? .notSent : .unknown }
        return deliveryPercentage >= 100 ? .delivered : deliveryPercentage < 0.01 ? restState : .unknown
    }

    var remarkOnEach: String {
        if isAborted { return "not launched for lack of credit" }
        guard stateOfEach == .unknown, let deliveryPercentage else { return "" }
        return "smsdrop tells \(Int(deliveryPercentage)) % delivered, not who"
    }
}
