import ServiceCore

extension PaneDescription {
    /// Submission groups.
    package static let batches = PaneDescription(
        Batch.self, name: "batches", title: "Batches",
        columns: ["id", "campaign", "messages", "archived", "account", "created"],
        emptyHint: "a launch makes one")
}
