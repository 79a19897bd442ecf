import ServiceCore
import Testing

/// What a step is to do to one row, and what the audit trail is to say of it.
struct BoardWish: CustomStringConvertible {
    let name: PlatformBooks.Name
    /// The field that is changed; nil where a row is made or taken away again.
    let field: FieldID?
    let before: String
    let after: String
    let isUndo: Bool
    /// The pane that shows the row.
    let pane: String
    private let row: [FieldID: String]?

    /// Whether the row is to be gone then.
    var isRemoval: Bool { row == nil }

    var description: String { "\(name), \(isUndo ? "undo" : "edit") \(field.map { "of \($0)" } ?? "")" }

    /// - Parameters:
    ///   - books: how the rows are wished to stand before.
    ///   - last: the step before, which an undo takes back.
    init(_ step: BoardStep, _ name: PlatformBooks.Name, in books: PlatformBooks, after last: BoardWish?)
        throws
    {
        (self.name, pane) = (name, step.pane)
        var row = books[name] ?? [:]
        switch step.deed {
        case .turn(let field, let turn, _):
            self.field = field
            before = try #require(row[field])
            (after, isUndo) = (turn.opposite(of: before), false)
            row[field] = after
        case .edit(let values):
            let change = try #require(values.first)
            field = change.key
            before = try #require(row[change.key])
            (after, isUndo) = (change.value, false)
            row[change.key] = after
        case .make(let values):
            (field, before, after, isUndo) = (nil, "", "", false)
            row = values.filter { Self.shown.contains($0.key) }
        case .undo, .undoInVain:
            let last = try #require(last)
            (field, before, after, isUndo) = (last.field, last.after, last.before, true)
            self.row = last.field.map { field in row.merging([field: last.before]) { $1 } }
            return
        }
        self.row = row
    }

    /// What is said of a new row and shown of it in the same words.
    private static let shown: Set<FieldID> = ["title", "text", "address", "domain"]

    func apply(to books: inout PlatformBooks) { books[name] = row }

    /// What an entry of the audit trail says otherwise; empty where it says all of it.
    ///
    /// - Parameter isPartlyTold: whether what stood there before may be unknown.
    func faults(of entry: AuditEntry, isPartlyTold: Bool) -> [String] {
        var faults: [String] = []
        if entry.target.kind != name.kind || entry.targetName != name.name {
            faults.append("on \(entry.targetName)")
        }
        if entry.who != "kim@console" && name.platform != FivePlatforms.embedded {
            faults.append("by \(entry.who)")
        }
        if (entry.undoOf != nil) != isUndo { faults.append("undo of \(entry.undoOf ?? "nothing")") }
        guard let field else { return faults }
        let change = entry.changes.first { $0.field == field }
        if change?.after.plainText != after {
            faults.append("after is \(change?.after.plainText ?? "missing")")
        }
        let old = change?.before.plainText
        if old != before, !(isPartlyTold && old == "") { faults.append("before is \(old ?? "missing")") }
        return faults
    }
}
