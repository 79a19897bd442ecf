import ServiceCore

extension PaneDescription {
    /// Every edit: who, when, before and after.
    package static let audit = PaneDescription(
        .audit, name: "audit", title: "Audit trail",
        columns: [
            PaneColumn("time", "TIME", priority: 1, width: 12...14),
            PaneColumn("who", "WHO", priority: 2, width: 11...24, middle: true),
            PaneColumn("what", "WHAT", priority: 3, width: 9...24),
            PaneColumn("target", "ON", priority: 0, width: 14...36, middle: true),
            PaneColumn("kind", "KIND", priority: 6, width: 8...16),
            PaneColumn("before", "BEFORE", priority: 4, width: 9...40),
            PaneColumn("after", "AFTER", priority: 5, width: 9...40),
        ],
        sort: RowOrder("time", ascending: false), emptyHint: "edits appear here as they are made")
}
