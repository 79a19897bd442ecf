import ServiceCore
import Terminal

extension PaneDescription {
    /// Endpoints that are told of events.
    package static let webhooks = PaneDescription(
        .webhook, name: "webhooks", title: "Webhooks",
        columns: [
            PaneColumn("url", "URL", priority: 0, width: 16...50, middle: true),
            PaneColumn("events", "EVENTS", priority: 1, width: 8...30),
            PaneColumn("total_events", "TOLD", priority: 3, width: 5...9),
            PaneColumn("last_success", "LAST SUCCESS", priority: 2, width: 12...14),
            PaneColumn("last_answer", "LAST ANSWER", priority: 5, width: 11...30),
            PaneColumn("untaken_events", "UNTAKEN", priority: 6, width: 7...9),
            PaneColumn("account", "ACCOUNT", priority: 4, width: 16...36, middle: true),
        ],
        quickEdits: [QuickEdit("R", ["reset-key"], "new key")])
}
