import ServiceCore

extension PaneDescription {
    /// Addresses that must not be sent to.
    package static let suppressions = PaneDescription(
        Suppression.self, name: "suppressions", title: "Suppressions", number: 7,
        columns: ["address", "reason", "state", "created", "lifted", "channel", "account", "note"],
        emptyHint: "n adds an address")
}
