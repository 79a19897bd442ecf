import FoundationEssentials

/// The edits of other processes whose answers were lost, as the audit trail tells of them.
struct HeardLosses {
    private var entries: [AuditEntry] = []

    mutating func hear(_ entry: AuditEntry) { entries.append(entry) }

    /// Takes in that the other process found its edit not done.
    mutating func settle(_ entry: AuditEntry) {
        entries.removeAll { $0.target == entry.target && $0.what == entry.what }
    }

    /// Nobody else may be left to settle another's.
    mutating func dropOld(at time: Date) {
        entries.removeAll { ReadLag.isOver(since: $0.time, at: time) }
    }

    /// Those all of whose changes these rows show, where nothing else is in doubt of their fields.
    ///
    /// - Parameter isDoubted: whether an edit of this process is in doubt of any of these fields of a row.
    func shown(by rows: [Row], unless isDoubted: (ResourceID, Set<FieldID>) -> Bool) -> [AuditEntry] {
        entries.filter { entry in
            guard !entry.removes, !entry.changes.isEmpty,
                let row = rows.first(where: { $0.id == entry.target })
            else { return false }
            let isShown = entry.changes.allSatisfy { change in
                row.schema[change.field] != nil && row[change.field] != .none
                    && row[change.field].plainText == change.after.plainText
            }
            let other = entries.contains {
                $0.id != entry.id && $0.target == row.id && !$0.fields.isDisjoint(with: entry.fields)
            }
            return isShown && !isDoubted(row.id, entry.fields) && !other
        }
    }

    /// Those that would have removed a row of a kind.
    func removals(of kind: ResourceKind) -> [AuditEntry] {
        entries.filter { $0.removes && $0.target.kind == kind }
    }

    /// Looks no more for what was done again since.
    ///
    /// - Parameter found: since when the one was lost that is found now; those after it are not done again by it.
    mutating func supersede(by done: [AuditEntry], upTo found: Date?) {
        let later = entries.filter { entry in found.map { entry.time > $0 } ?? false }
        entries.removeAll { entry in later.contains { $0.id == entry.id } }
        defer { entries += later }
        entries.removeAll { lost in done.contains { $0.isAgain(lost.what, on: lost.target, lost.fields) } }
        for entry in done {
            for index in entries.indices where entries[index].target == entry.target {
                entries[index].changes.removeAll { entry.fields.contains($0.field) }
            }
        }
    }

    func tell(_ doubts: inout Doubts) {
        for entry in entries where !entry.removes {
            for change in entry.changes { doubts.add(change.field, of: entry.target, meant: change.after) }
        }
    }

    /// A row as it is known: what would have been changed is neither as it was nor as it was meant.
    func doubting(_ row: Row) -> Row { entries.reduce(row) { $1.doubting($0) } }
}

extension AuditEntry {
    /// The row as another process, which lost the answer to this edit, left it.
    func doubting(_ row: Row) -> Row {
        guard target == row.id else { return row }
        let doubt = Row.doubt(whether: what)
        guard !changes.isEmpty, !removes else { return row.doubting([], because: doubt) }
        // What went out to a row leaves it as it is.
        let meant = changes.filter { row.schema[$0.field] != nil }
        let open = meant.filter { row[$0.field].plainText != $0.after.plainText }
        // All that was meant is there.
        return open.isEmpty ? row : row.doubting(Set(open.map(\.field)), because: doubt)
    }

    var fields: Set<FieldID> { Set(changes.map(\.field)) }

    /// Whether it wrote all of these fields of a row, or is the same action on it.
    func isAgain(_ what: String?, on id: ResourceID, _ meant: Set<FieldID>) -> Bool {
        guard target == id else { return false }
        if !meant.isEmpty, meant.isSubset(of: fields) { return true }
        // One edit of a form need not write what another does.
        return what == self.what && !self.what.hasPrefix("edit ")
    }
}
