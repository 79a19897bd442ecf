import ServiceCore
import Terminal

extension PaneDescription {
    /// Addresses that may stand in From, with what DNS says for them.
    package static let senders = PaneDescription(
        .sender, name: "senders", title: "Senders", number: 2,
        columns: [
            PaneColumn("address", "ADDRESS", priority: 0, width: 16...40, middle: true),
            PaneColumn("state", "STATE", priority: 1, width: 7...8),
            PaneColumn("seeding", "SEEDING", priority: 2, width: 7...7),
            PaneColumn("dkim", "DKIM", priority: 3, width: 9...20),
            PaneColumn("spf", "SPF", priority: 4, width: 9...20),
            PaneColumn("dkim_selector", "SELECTOR", priority: 6, width: 8...14),
            PaneColumn("checked", "CHECKED", priority: 7, width: 12...14),
            PaneColumn("account", "ACCOUNT", priority: 5, width: 16...30, middle: true),
            PaneColumn("created", "CREATED", priority: 9, width: 12...14, hidden: true),
        ],
        quickEdits: [
            QuickEdit("s", ["seed", "unseed"], "seeding"),
            QuickEdit("v", ["check"], "check DNS"),
        ], canCompose: true)
}
