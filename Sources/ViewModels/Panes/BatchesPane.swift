import ServiceCore

extension PaneDescription {
    /// Submission groups.
    package static let batches = PaneDescription(
        .batch, name: "batches", title: "Batches",
        columns: [
            PaneColumn("id", "BATCH", priority: 0, width: 12...36),
            PaneColumn("campaign", "CAMPAIGN", priority: 1, width: 12...36),
            PaneColumn("messages", "MESSAGES", priority: 2, width: 8...10),
            PaneColumn("archived", "ARCHIVED", priority: 5, width: 8...8),
            PaneColumn("account", "ACCOUNT", priority: 4, width: 16...36, middle: true),
            PaneColumn("created", "CREATED", priority: 3, width: 12...14),
        ], emptyHint: "a launch makes one")
}
