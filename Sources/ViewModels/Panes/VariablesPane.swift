import ServiceCore

extension PaneDescription {
    /// Values that every message of an account may refer to.
    package static let variables = PaneDescription(
        GlobalVariable.self, name: "variables", title: "Variables",
        columns: ["name", "value", "account"])
}
