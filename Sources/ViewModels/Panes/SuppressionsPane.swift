import ServiceCore
import Terminal

extension PaneDescription {
    /// Addresses that must not be sent to.
    package static let suppressions = PaneDescription(
        .suppression, name: "suppressions", title: "Suppressions", number: 7,
        columns: [
            PaneColumn("address", "ADDRESS", priority: 0, width: 16...40, middle: true),
            PaneColumn("reason", "REASON", priority: 1, width: 9...11),
            PaneColumn("state", "STATE", priority: 2, width: 10...10),
            PaneColumn("created", "SINCE", priority: 3, width: 12...14),
            PaneColumn("lifted", "LIFTED", priority: 6, width: 12...14),
            PaneColumn("channel", "CHANNEL", priority: 5, width: 7...7),
            PaneColumn("account", "ACCOUNT", priority: 4, width: 16...30, middle: true),
            PaneColumn("note", "NOTE", priority: 7, width: 10...40),
        ],
        quickEdits: [QuickEdit("a", ["allow"], "allow sending")], emptyHint: "n adds an address")
}
