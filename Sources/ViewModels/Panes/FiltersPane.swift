import ServiceCore

extension PaneDescription {
    /// Saved searches over contacts.
    package static let filters = PaneDescription(
        .filter, name: "filters", title: "Filters",
        columns: [
            PaneColumn("name", "NAME", priority: 0, width: 12...30),
            PaneColumn("expression", "EXPRESSION", priority: 1, width: 16...60),
            PaneColumn("account", "ACCOUNT", priority: 2, width: 16...36, middle: true),
        ])
}
