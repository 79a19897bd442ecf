import ServiceCore

extension PaneDescription {
    /// Named sets of contacts.
    package static let groups = PaneDescription(
        .group, name: "groups", title: "Groups",
        columns: [
            PaneColumn("name", "NAME", priority: 0, width: 12...40),
            PaneColumn("contacts", "CONTACTS", priority: 1, width: 8...10),
            PaneColumn("account", "ACCOUNT", priority: 2, width: 16...36, middle: true),
            PaneColumn("created", "CREATED", priority: 3, width: 12...14),
        ], canCompose: true)
}
