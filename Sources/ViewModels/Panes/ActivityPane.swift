import ServiceCore
import Terminal

extension PaneDescription {
    /// Everything that happened, newest first.
    package static let activity = PaneDescription(
        .event, name: "activity", title: "Activity", number: 8,
        columns: [
            PaneColumn("time", "TIME", priority: 1, width: 12...14),
            PaneColumn("kind", "KIND", priority: 2, width: 9...13),
            PaneColumn("person", "PERSON", priority: 0, width: 16...36, middle: true),
            PaneColumn("campaign", "CAMPAIGN", priority: 3, width: 12...30),
            PaneColumn("reply", "REPLY", priority: 4, width: 12...50),
            PaneColumn("link", "LINK", priority: 6, width: 10...30, middle: true),
            PaneColumn("account", "ACCOUNT", priority: 5, width: 16...28, middle: true),
            PaneColumn("batch", "BATCH", priority: 9, width: 12...36, hidden: true),
        ],
        sort: RowOrder("time", ascending: false), emptyHint: "events appear when something is sent")
}
