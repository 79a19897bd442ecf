import ServiceCore
import Terminal

extension PaneDescription {
    /// Launches: what is being sent, was sent or waits.
    package static let campaigns = PaneDescription(
        .campaign, name: "campaigns", title: "Campaigns", number: 6,
        columns: [
            PaneColumn("title", "TITLE", priority: 0, width: 14...36),
            PaneColumn("state", "STATE", priority: 1, width: 9...14),
            PaneColumn("percentage", "DONE %", priority: 2, width: 6...6),
            PaneColumn("audience_size", "RECIPIENTS", priority: 3, width: 10...10),
            PaneColumn("channel", "CHANNEL", priority: 5, width: 7...7),
            PaneColumn("type", "TYPE", priority: 8, width: 6...11),
            PaneColumn("audience", "AUDIENCE", priority: 6, width: 10...24),
            PaneColumn("sender", "FROM", priority: 7, width: 12...28, middle: true),
            PaneColumn("account", "ACCOUNT", priority: 7, width: 18...28, middle: true),
            PaneColumn("launched", "LAUNCHED", priority: 4, width: 12...14),
            PaneColumn("state_reason", "BECAUSE", priority: 9, width: 10...40, hidden: true),
            PaneColumn("subject", "SUBJECT", priority: 9, width: 12...40, hidden: true),
            PaneColumn("created", "CREATED", priority: 9, width: 12...14, hidden: true),
        ],
        quickEdits: [
            QuickEdit("T", ["test"], "send test"),
            QuickEdit("R", ["new-key"], "new key"),
        ],
        canCompose: true)
}
