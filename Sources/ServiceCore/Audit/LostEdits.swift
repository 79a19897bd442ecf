import FoundationEssentials

/// The edits of one connection whose answers were lost, until the platform shows what came of them.
actor LostEdits {
    struct Pending: Sendable, Identifiable {
        let id: Int
        let lost: LostEdit
        let edit: AuditedEdit
        let since: Date
    }

    private var pending: [Pending] = []
    /// Those of edits that still run: their own code looks what came of them.
    private var running: [Pending] = []
    /// Those of other processes, which look themselves what came of them.
    private var heard: [AuditEntry] = []
    private var looked: Set<Int> = []
    private var verdicts: [Int: Result<EditOutcome, ServiceError>] = [:]
    private var lastID = 0

    func add(_ lost: LostEdit, _ edit: AuditedEdit, at time: Date) -> Pending {
        lastID += 1
        let added = Pending(id: lastID, lost: lost, edit: edit, since: time)
        pending.append(added)
        return added
    }

    /// Doubts what an edit that still runs has lost the answer to.
    func beginDoubt(_ lost: LostEdit, _ edit: AuditedEdit, at time: Date) {
        running.append(Pending(id: 0, lost: lost, edit: edit, since: time))
    }

    /// Takes that doubt away once it is known, or kept as lost.
    ///
    /// - Returns: the rows that were doubted.
    func endDoubt(of edit: AuditedEdit) -> [ResourceID] {
        let ended = running.filter { $0.edit.notes === edit.notes }
        running.removeAll { $0.edit.notes === edit.notes }
        return ended.flatMap(\.lost.targets)
    }

    /// Doubts what another process has lost the answer to.
    func hear(_ entry: AuditEntry) { heard.append(entry) }

    /// Takes in that another process found its edit not done.
    func settleHeard(_ entry: AuditEntry) {
        heard.removeAll { $0.target == entry.target && $0.what == entry.what }
    }

    /// Those of a kind that nobody knows of yet.
    func of(_ kind: ResourceKind) -> [Pending] { pending.filter { $0.edit.kind == kind } }

    /// Takes one to look for it; nil where somebody else does just now.
    func take(_ id: Int) -> Pending? {
        looked.insert(id).inserted ? pending.first { $0.id == id } : nil
    }

    /// Puts back what the platform does not show yet.
    func put(_ taken: Pending) { looked.remove(taken.id) }

    func settle(_ taken: Pending, _ verdict: Result<EditOutcome, ServiceError>) {
        pending.removeAll { $0.id == taken.id }
        verdicts[taken.id] = verdict
    }

    /// Looks no more for what was done again since, whole: what is shown then is that of the second time.
    ///
    /// - Parameter repeats: whether one of the same name on the same row is the same again, whatever it writes.
    func supersede(by done: [AuditEntry], repeats: Bool) {
        for again in pending where again.isSuperseded(by: done, repeats: repeats) {
            settle(
                again,
                .failure(
                    ServiceError(
                        .conflict,
                        "“\(again.lost.summary)” was done again since, so that it cannot be told apart.",
                        hint: "Set what you want instead.")))
        }
        heard.removeAll { lost in done.contains { $0.isAgain(lost.what, on: lost.target, lost.fields) } }
    }

    /// What nobody knows of the fields of any row.
    func doubts(at time: Date) -> Doubts {
        dropOldHearsay(at: time)
        var doubts = Doubts()
        for pending in pending + running { pending.tell(&doubts) }
        for entry in heard where !entry.removes {
            for change in entry.changes { doubts.add(change.field, of: entry.target, meant: change.after) }
        }
        return doubts
    }

    /// Nobody else may be left to settle another's.
    private func dropOldHearsay(at time: Date) {
        heard.removeAll { time.timeIntervalSince($0.time) >= ReadLag.longest }
    }

    /// What came of one; nil where that is still unknown.
    func verdict(on id: Int) throws(ServiceError) -> EditOutcome? { try verdicts[id]?.get() }

    /// Rows as they are known: what a lost edit would have changed is neither as it was nor as it was meant.
    func doubting(_ rows: [Row], at time: Date) -> [Row] {
        dropOldHearsay(at: time)
        let doubts = pending + running
        guard !doubts.isEmpty || !heard.isEmpty else { return rows }
        return rows.map { row in
            heard.reduce(doubts.reduce(row) { $1.doubting($0) }) { $1.doubting($0) }
        }
    }
}

extension LostEdits.Pending {
    fileprivate func doubting(_ row: Row) -> Row {
        guard lost.targets.contains(row.id) else { return row }
        let doubt = Row.doubt(whether: edit.what)
        guard !edit.removes, let wished = wished(row.id) else {
            // What goes out to a row leaves it as it is.
            return edit.audience == nil ? row.doubting([], because: doubt) : row
        }
        // A field that already shows what was meant is in no doubt.
        return row.doubting(meant(row.id).filter { row[$0] != wished[$0] }, because: doubt)
    }

    fileprivate func tell(_ doubts: inout Doubts) {
        guard !edit.removes else { return }
        for id in lost.targets {
            guard let wished = wished(id) else { continue }
            for field in meant(id) { doubts.add(field, of: id, meant: wished[field]) }
        }
    }

    fileprivate func isSuperseded(by done: [AuditEntry], repeats: Bool) -> Bool {
        lost.targets.allSatisfy { id in
            done.contains { $0.isAgain(repeats ? edit.what : nil, on: id, meant(id)) }
        }
    }

    private func wished(_ id: ResourceID) -> Row? { lost.wished.first { $0.id == id } }

    /// What it would have changed on a row.
    private func meant(_ id: ResourceID) -> Set<FieldID> {
        Set(edit.changes(on: id, to: wished(id)).map(\.field))
    }
}

extension AuditEntry {
    /// The row as another process, which lost the answer to this edit, left it.
    fileprivate func doubting(_ row: Row) -> Row {
        guard target == row.id else { return row }
        let doubt = Row.doubt(whether: what)
        guard !changes.isEmpty, !removes else { return row.doubting([], because: doubt) }
        // What went out to a row leaves it as it is.
        let meant = changes.filter { row.schema[$0.field] != nil }
        let open = meant.filter { row[$0.field].plainText != $0.after.plainText }
        // All that was meant is there.
        return open.isEmpty ? row : row.doubting(Set(open.map(\.field)), because: doubt)
    }

    fileprivate var fields: Set<FieldID> { Set(changes.map(\.field)) }

    /// Whether it wrote all of these fields of a row, or is the same action on it.
    fileprivate func isAgain(_ what: String?, on id: ResourceID, _ meant: Set<FieldID>) -> Bool {
        guard target == id else { return false }
        if !meant.isEmpty, meant.isSubset(of: fields) { return true }
        // One edit of a form need not write what another does.
        return what == self.what && !self.what.hasPrefix("edit ")
    }
}

extension Row {
    fileprivate static func doubt(whether what: String) -> String {
        "whether “\(what)” was done is unknown: its answer was lost"
    }
}
