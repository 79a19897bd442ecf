import ServiceCore

extension PaneDescription {
    /// Addresses that may stand in From, with what DNS says for them.
    package static let senders = PaneDescription(
        ApprovedSender.self, name: "senders", title: "Senders", number: 2,
        columns: ["address", "state", "seeding", "dkim", "spf", "dkim_selector", "checked", "account"],
        canCompose: true)
}
