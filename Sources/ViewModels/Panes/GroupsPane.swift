import ServiceCore

extension PaneDescription {
    /// Named sets of contacts.
    package static let groups = PaneDescription(
        ContactGroup.self, name: "groups", title: "Groups",
        columns: ["name", "contacts", "account", "created"], canCompose: true)
}
