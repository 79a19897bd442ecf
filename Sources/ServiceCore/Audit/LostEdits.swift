import FoundationEssentials

/// The edits of one connection whose answers were lost, until the platform shows what came of them.
actor LostEdits {
    struct Pending: Sendable, Identifiable {
        let id: Int
        let lost: LostEdit
        let edit: AuditedEdit
        let since: Date
        /// The trail's entries which say that nobody knows, by their rows.
        var entries: [ResourceID: String] = [:]
        /// The fields of it that were written again since, and so are known.
        var ended: [ResourceID: Set<FieldID>] = [:]
    }

    private var pending: [Pending] = []
    /// Those of edits that still run: their own code looks what came of them.
    private var running: [Pending] = []
    /// Those of other processes, which look themselves what came of them.
    private var heard = HeardLosses()
    private var looked: Set<Int> = []
    private var verdicts: [Int: Result<EditOutcome, ServiceError>] = [:]
    private var lastID = 0

    func add(_ lost: LostEdit, _ edit: AuditedEdit, at time: Date) -> Pending {
        lastID += 1
        let added = Pending(id: lastID, lost: lost, edit: edit, since: time)
        pending.append(added)
        return added
    }

    /// Notes the entry that says of a row that nobody knows.
    func note(_ entry: String, on id: ResourceID, of edit: Int) {
        guard let index = pending.firstIndex(where: { $0.id == edit }) else { return }
        pending[index].entries[id] = entry
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
    func hear(_ entry: AuditEntry) { heard.hear(entry) }

    /// Takes in that another process found its edit not done.
    func settleHeard(_ entry: AuditEntry) { heard.settle(entry) }

    /// Those of other processes all of whose changes these rows show, where nothing else is in doubt of their fields.
    func shown(by rows: [Row]) -> [AuditEntry] {
        heard.shown(by: rows) { id, fields in
            (pending + running).contains { !$0.meant(id).isDisjoint(with: fields) }
        }
    }

    /// Those of other processes that would have removed a row of a kind.
    func removals(of kind: ResourceKind) -> [AuditEntry] {
        heard.removals(of: kind)
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
    /// - Parameters:
    ///   - repeats: whether one of the same name on the same row is the same again, whatever it writes.
    ///   - found: which of them it is, where it was lost itself: those after it are not done again by it.
    func supersede(by done: [AuditEntry], repeats: Bool, before found: Pending? = nil) {
        for index in pending.indices where found.map({ pending[index].id < $0.id }) ?? true {
            for entry in done { pending[index].ended[entry.target, default: []].formUnion(entry.fields) }
            let again = pending[index]
            if again.isSuperseded(by: done, repeats: repeats) {
                verdicts[again.id] = .failure(again.followed)
            }
        }
        pending.removeAll { verdicts[$0.id] != nil }
        heard.supersede(by: done, upTo: found?.since)
    }

    /// Whether a later edit wrote what one that is lost would have, so that no read tells whether it was done.
    func isFollowed(_ taken: Pending) -> Bool {
        let now = pending.first { $0.id == taken.id } ?? taken
        return now.lost.targets.contains { id in
            let meant = now.meant(id)
            return meant != now.open(id)
                || pending.contains { $0.id > now.id && !$0.meant(id).isDisjoint(with: meant) }
        }
    }

    /// What nobody knows of the fields of any row.
    func doubts(at time: Date) -> Doubts {
        heard.dropOld(at: time)
        var doubts = Doubts()
        for pending in pending + running { pending.tell(&doubts) }
        heard.tell(&doubts)
        return doubts
    }

    /// What came of one; nil where that is still unknown.
    func verdict(on id: Int) throws(ServiceError) -> EditOutcome? { try verdicts[id]?.get() }

    /// Rows as they are known: what a lost edit would have changed is neither as it was nor as it was meant.
    func doubting(_ rows: [Row], at time: Date) -> [Row] {
        heard.dropOld(at: time)
        let doubts = pending + running
        return rows.map { row in heard.doubting(doubts.reduce(row) { $1.doubting($0) }) }
    }
}
