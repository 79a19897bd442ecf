package import ServiceCore

extension PaneDescription {
    /// Whom a launch goes to; opened from a campaign, whose own recipients alone it lists.
    package static let recipients = PaneDescription(
        Delivery.self, name: "recipients", title: "Recipients",
        columns: ["address", "state", "reply", "events", "changed"],
        emptyHint: "a launch makes them")

    package static func recipients(of campaign: ResourceID) -> PaneDescription {
        var pane = recipients
        pane.campaign = campaign
        return pane
    }
}
