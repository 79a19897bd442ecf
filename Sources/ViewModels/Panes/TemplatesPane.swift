import ServiceCore

extension PaneDescription {
    /// Messages with placeholders.
    package static let templates = PaneDescription(
        .template, name: "templates", title: "Templates",
        columns: [
            PaneColumn("name", "NAME", priority: 0, width: 12...30),
            PaneColumn("subject", "SUBJECT", priority: 1, width: 16...50),
            PaneColumn("changed", "CHANGED", priority: 2, width: 12...14),
            PaneColumn("account", "ACCOUNT", priority: 3, width: 16...36, middle: true),
        ])
}
