import ServiceCore

extension PaneDescription {
    /// Everything that happened, newest first.
    package static let activity = PaneDescription(
        DeliveryEvent.self, name: "activity", title: "Activity", number: 8,
        columns: ["time", "kind", "person", "campaign", "reply", "link", "account"],
        sort: RowOrder("time", ascending: false), emptyHint: "events appear when something is sent",
        isLog: true)
}
