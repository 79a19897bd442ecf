import ServiceCore

extension PaneDescription {
    /// Every edit: when, what it changed, on what, and who made it.
    package static let audit = PaneDescription(
        .audit, name: "audit", title: "Audit trail",
        columns: [
            PaneColumn("time", "TIME", priority: 1, width: 12...14),
            PaneColumn("changes", "CHANGED", priority: 2, width: 16...80),
            PaneColumn("target", "ON", priority: 0, width: 14...36, middle: true),
            PaneColumn("what", "WHAT", priority: 3, width: 9...24),
            PaneColumn("who", "WHO", priority: 4, width: 11...24, middle: true),
            PaneColumn("kind", "KIND", priority: 6, width: 8...16),
            PaneColumn("before", "BEFORE", priority: 7, width: 9...40, hidden: true),
            PaneColumn("after", "AFTER", priority: 8, width: 9...40, hidden: true),
        ],
        sort: RowOrder("time", ascending: false), emptyHint: "edits appear here as they are made")
}
