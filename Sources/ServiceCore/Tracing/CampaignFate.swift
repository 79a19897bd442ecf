/// What became of one person in one launch: whether it took them, and what happened to their row, step by step.
package struct CampaignFate: Sendable, Equatable {
    package typealias Ask =
        @Sendable (_ campaign: ResourceID, _ address: String) async throws(ServiceError) -> CampaignFate

    package var campaign: Campaign
    package var address: String
    /// Their rows in the launch; several where a list names somebody twice.
    package var parts: [Part] = []
    /// Why there is none, as clauses, as far as anybody knows now.
    package var reasons: [DatedText] = []
    /// Whether the reasons tell how things are now, which need not be how they were when it was launched.
    package var areReasonsOfNow = false

    package init(campaign: Campaign, address: String) {
        self.campaign = campaign
        self.address = address
    }

    package struct Part: Sendable, Equatable {
        package let delivery: Delivery
        /// The first first.
        package let steps: [DeliveryEvent]

        package init(_ delivery: Delivery, steps: [DeliveryEvent]) {
            (self.delivery, self.steps) = (delivery, steps)
        }
    }

    package var standing: Standing {
        if !parts.isEmpty { return .taken }
        return campaign.state.hasStarted || campaign.state == .unknown ? .notTaken : .notLaunched
    }

    package enum Standing: String, Sendable {
        case taken
        case notTaken = "not taken"
        case notLaunched = "not launched"
    }

    /// What is to be said of reasons that are looked for afterwards.
    package static let ofNow =
        "This is how things are now; how they were when it was launched is not kept."
}
