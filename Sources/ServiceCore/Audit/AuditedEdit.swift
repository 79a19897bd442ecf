/// One edit as the audit trail tells it, before anybody knows what comes of it.
struct AuditedEdit: Sendable {
    /// The verb, and what it is done to: `create contact`.
    private(set) var what: String
    let kind: ResourceKind
    /// The rows that it is for; empty where it makes one.
    var targets: [ResourceID] = []
    /// How these stood when they were last seen.
    var before: [Row] = []
    /// The name that a row goes by which is still to be made.
    var name = ""
    /// Whether the person gave that name; some platforms do it themselves.
    private(set) var isNamed = true
    /// What its form says of that row, told where no row shows it.
    var asked: [FieldChange] = []
    var removes = false
    /// Whether it sends or cannot be taken back, so that a refusal is worth an entry.
    var isWeighty = false
    var reason = ""
    /// The entries that it takes back, by their rows.
    var undoes: [ResourceID: String] = [:]
    /// What its platform's code says that it writes.
    var notes = EditNotes()
    /// Whom it would go to on these rows, asked where the platform's answer does not tell.
    var audience: (@Sendable ([ResourceID]) async -> MessageAudience?)?

    /// What it is called that goes out, where that is known before.
    var sentAs: [FieldID: String] = [:]

    /// The rows that it has to do with, as far as these are known.
    func targets(made rows: [Row], on connection: ConnectionID) -> [ResourceID] {
        if !targets.isEmpty { return targets }
        return rows.isEmpty ? [ResourceID(connection, kind, name)] : rows.map(\.id)
    }

    /// `whitelist kim@a.test`, `delete 3 rows`.
    func summary(of names: [String]) -> String {
        guard isNamed else { return what }
        return "\(what) \(names.count == 1 ? names[0] : NumberText.counted(names.count, "row"))"
    }

    /// Takes in what is to be made.
    mutating func makes(_ values: FormValues, _ schema: ResourceSchema) {
        let told = values.text(schema.words.nameField)
        (name, isNamed) = (told ?? "new \(schema.words.singular)", told != nil)
        asked = schema.fields.compactMap { field in
            guard field.kind != .secret, field.kind != .longText, let text = values.text(field.id) else {
                return nil
            }
            return FieldChange(field: field.id, label: field.label, before: .none, after: .text(text))
        }
    }

    /// The same as what takes an entry of the trail back.
    func takingBack(_ entry: AuditEntry?) -> AuditedEdit {
        guard let entry, entry.target.connection == targets.first?.connection, undoes.isEmpty else {
            return self
        }
        var undo = self
        undo.what = "undo: \(entry.what)"
        undo.undoes = [entry.target: entry.id.native]
        return undo
    }

    func before(_ id: ResourceID) -> Row? { before.first { $0.id == id } }

    /// What it changes on a row that comes to stand so; nil where it stands nowhere any more, or nobody knows.
    func changes(on id: ResourceID, to after: Row?) -> [FieldChange] {
        guard after != nil || removes else { return asked }
        if removes { return Self.content(of: before(id), to: after) }
        // What it makes is all new, whatever is written to it once it is there.
        guard targets.contains(id), let before = notes.before(id) else {
            return Row.changes(from: before(id), to: after)
        }
        let fields = notes.fields(of: id)
        return Row.changes(from: before, to: after).filter { fields?.contains($0.field) ?? true }
    }

    /// What goes with a row: how much its platform counted of it is no content.
    private static func content(of before: Row?, to after: Row?) -> [FieldChange] {
        Row.changes(from: before, to: after).filter { change in
            before?.schema[change.field].map { $0.isWritten || $0.kind != .integer } ?? true
        }
    }
}
