/// An entry of the audit trail on its way to be taken back: what that would write, and what somebody changed since.
package struct TakingBack: Sendable {
    package let entry: AuditEntry
    /// What it would write, from what stands now.
    package var changes: [FieldChange] = []
    /// What was changed after the entry: what that had left, and what stands now.
    package var since: [FieldChange] = []
    /// What stays as it is: the trail keeps too little of it, or no form asks for it.
    package var staying: [FieldChange] = []
    /// What goes with a row that is deleted: `with 3 contacts`.
    package var consequence: String?
    private let perform: @Sendable () async throws(ServiceError) -> EditOutcome

    init(
        _ entry: AuditEntry, perform: @escaping @Sendable () async throws(ServiceError) -> EditOutcome
    ) {
        (self.entry, self.perform) = (entry, perform)
    }

    /// Whether a person should be asked before: somebody's later change would go, or more than the entry made.
    package var needsAnswer: Bool { !since.isEmpty || consequence != nil }

    /// Takes it back; the trail then says which entry that was.
    package func run() async throws(ServiceError) -> EditOutcome {
        // A task-local value knows no typed throws.
        let ended = await AuditEntry.$beingTakenBack.withValue(entry) { await Result(of: perform) }
        var outcome = try ended.get()
        guard outcome.isEdit else { return outcome }
        outcome.message = "undone: \(entry.summary)"
        let left = outcome.rows.first { $0.id == entry.target }.map(leftOver) ?? []
        outcome.findings += left.map {
            "\($0.label) is still “\($0.before.plainText)”, not “\($0.after.plainText)”."
        }
        outcome.isAsWished = outcome.isAsWished && left.isEmpty
        return outcome
    }

    /// What does not stand again as it was before the entry, although it was meant to.
    private func leftOver(_ row: Row) -> [FieldChange] {
        let meant = Set((changes + staying).map(\.field))
        return row.differences(from: entry.changes) { $0.before }.map(\.reversed).filter {
            meant.contains($0.field)
        }
    }
}

extension AuditEntry {
    /// The entry that whatever is written now takes back, so that the trail names it.
    @TaskLocal package static var beingTakenBack: AuditEntry?

    /// `whitelist kim@a.test`.
    package var summary: String { "\(what) \(targetName)" }

    /// Whether the platform keeps more of it than its values: rows that it deleted, a list that was taken in.
    package var isRestorable: Bool {
        isKept || (what == Self.importing && outcome == .done && undoneBy == nil)
    }

    /// Fields that tell what happened last and are no part of what an edit was meant to change.
    private static let passing: Set<FieldID> = ["name", "operation", "last_event", "last_event_at"]

    /// What it was meant to change.
    var ownChanges: [FieldChange] { changes.filter { !Self.passing.contains($0.field) } }
}

extension Row {
    /// The fields in which the row differs from one side of these changes: from that side to how it stands.
    func differences(from changes: [FieldChange], _ side: (FieldChange) -> FieldValue) -> [FieldChange] {
        changes.compactMap { change in
            guard let field = schema[change.field], field.kind != .secret else { return nil }
            let (kept, now) = (side(change), self[change.field])
            guard !now.isSame(as: kept) else { return nil }
            return FieldChange(field: field.id, label: field.label, before: kept, after: now)
        }
    }
}

extension FieldValue {
    /// Whether it says what the trail keeps, which knows no states and times but as text.
    fileprivate func isSame(as kept: FieldValue) -> Bool {
        let (one, other) = (plainText, kept.plainText)
        return one == other || Double(one).map { $0 == Double(other) } == true
    }
}
