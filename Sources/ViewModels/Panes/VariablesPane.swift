import ServiceCore

extension PaneDescription {
    /// Values that every message of an account may refer to.
    package static let variables = PaneDescription(
        .variable, name: "variables", title: "Variables",
        columns: [
            PaneColumn("name", "NAME", priority: 0, width: 12...30),
            PaneColumn("value", "VALUE", priority: 1, width: 16...60),
            PaneColumn("account", "ACCOUNT", priority: 2, width: 16...36, middle: true),
        ])
}
