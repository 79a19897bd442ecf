import ServiceCore

extension PaneDescription {
    /// Saved searches over contacts.
    package static let filters = PaneDescription(
        ContactFilter.self, name: "filters", title: "Filters",
        columns: ["name", "expression", "account"])
}
