import ServiceCore

extension PaneDescription {
    /// Every edit: when, what it changed, on what, and who made it.
    package static let audit = PaneDescription(
        AuditEntry.self, name: "audit", title: "Audit trail",
        columns: ["time", "changes", "target", "what", "who", "kind"],
        sort: RowOrder("time", ascending: false), emptyHint: "edits appear here as they are made",
        isLog: true)
}
