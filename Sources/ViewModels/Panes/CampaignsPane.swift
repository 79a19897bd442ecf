import ServiceCore

extension PaneDescription {
    /// Launches: what is being sent, was sent or waits.
    package static let campaigns = PaneDescription(
        Campaign.self, name: "campaigns", title: "Campaigns", number: 6,
        columns: [
            "title", "state", "percentage", "audience_size", "channel", "type", "audience", "sender",
            "account", "launched",
        ],
        canCompose: true)
}
