import ServiceCore

extension PaneDescription {
    /// Messages with placeholders.
    package static let templates = PaneDescription(
        Template.self, name: "templates", title: "Templates",
        columns: ["name", "subject", "changed", "account"])
}
