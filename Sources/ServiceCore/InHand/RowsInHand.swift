package import FoundationEssentials
import Synchronization

/// What is known of a connection's rows without asking: each as it was last read, with what was written since.
///
/// Platforms show a write minutes late. Whoever reads a row lays what was written over it; so lists, the next edit and
/// `u` build on that, until the platform shows it or shows something else.
package final class RowsInHand: Sendable {
    let now: @Sendable () -> Date
    let state = Mutex(InHandState())
    private let listeners = ChangeListeners()

    package init(now: @escaping @Sendable () -> Date) { self.now = now }

    /// The row as it is known; nil for one that was never seen.
    package func row<R: Resource>(_ id: ResourceID, as type: R.Type = R.self) -> R? {
        state.withLock { state in (state.rows[id] as? R).map(state.doubts.laid) }
    }

    // MARK: Reading

    /// A row as it was read, with what was written since.
    ///
    /// - Parameter isTold: whether the read tells a field; what it does not tell may have been laid over before.
    package func laid<R: Resource>(over read: R, isTold: (FieldID) -> Bool = { _ in true }) -> R {
        tell { $0.lay(over: read, at: $1, isTold: isTold) }
    }

    /// What a look-up found: a row that was just made is there, one that was just removed is not.
    package func laid<R: Resource>(over read: R?, _ id: ResourceID) -> R? {
        tell { $0.look(read, id, at: $1) }
    }

    /// The rows of a list that was read at once.
    ///
    /// - Parameter isWhole: whether every row of the kind would stand in it, so that one which does not is not there.
    package func laid<R: Resource>(
        over read: [R], isWhole: Bool, isTold: @escaping @Sendable (FieldID) -> Bool = { _ in true }
    ) -> [R] {
        var pages = pages(of: R.self, isTold: isTold)
        return pages.lay(read) + (isWhole ? pages.rest() : [])
    }

    /// One page of a list.
    func page<R: Resource>(_ read: [R], isTold: (FieldID) -> Bool) -> [R] {
        tell { $0.list(read, at: $1, isTold: isTold) }
    }

    /// For a list that comes in pages.
    package func pages<R: Resource>(
        of type: R.Type, isTold: @escaping @Sendable (FieldID) -> Bool = { _ in true }
    ) -> PagesInHand<R> {
        PagesInHand(self, isTold: isTold)
    }

    func ids(of kind: ResourceKind) -> Set<ResourceID> { state.withLock { $0.ids(of: kind) } }

    /// The rows that were made and that no read has shown yet.
    func made(of kind: ResourceKind) -> [ResourceID] { state.withLock { $0.unlisted.madeIDs(of: kind) } }

    /// The rows of a kind that were edited, here or elsewhere, and that reads may not show so yet.
    package func edited(of kind: ResourceKind) -> Set<ResourceID> {
        change { $0.edited(of: kind, at: $1) }
    }

    /// Drops what is known of a row that goes by another id.
    func forget(_ id: ResourceID) { state.withLock { $0.forget(id) } }

    /// Takes in that a whole list has ended without these, and gives those that were made just now.
    func end<R: Resource>(without ids: Set<ResourceID>) -> [R] {
        tell { $0.end(without: ids, at: $1) }
    }

    /// Does something to the state as of now.
    private func change<Value: Sendable>(_ change: (inout InHandState, Date) -> Value) -> Value {
        let time = now()
        return state.withLock { change(&$0, time) }
    }

    private func tell<Value: Sendable>(
        _ read: (inout InHandState, Date) -> InHandState.Read<Value>
    ) -> Value {
        let (value, news) = change(read)
        for told in news { listeners.tell(.told(told)) }
        return value
    }

    /// The same row, the fields marked that the platform did not show as written when it was read last.
    func marked(_ row: Row) -> Row {
        state.withLock { state in
            let name: Set = [row.schema.words.nameField]
            return row.markingUnseen(
                state.unlisted.isUnlisted(row.id) ? name : state.written[row.id]?.unseen ?? [])
        }
    }

    /// A row as it is in hand, marked, and without what nobody knows of it; nil for one that was never seen.
    func known(_ id: ResourceID) -> Row? {
        state.withLock { state in state.rows[id].map(state.doubts.row) }.map(marked)
    }

    /// Whether a field was written and reads may show something else yet.
    func isAwaited(_ field: FieldID, of id: ResourceID) -> Bool {
        state.withLock { $0.written[id]?.fields[field] != nil }
    }

    /// Whether a read may show this value of a field that an earlier write left there, or may have.
    func mayShow(_ value: FieldValue, of field: FieldID, _ id: ResourceID) -> Bool {
        state.withLock { $0.mayShow(value, of: field, id) }
    }

    /// The same row, without what nobody knows of it.
    func doubted(_ row: Row) -> Row {
        state.withLock { $0.doubts }.row(of: row.resource).markingUnseen(row.unseen)
    }

    /// The fields of a row that may hold what an edit wrote whose answer was lost.
    package func doubted(in id: ResourceID) -> Set<FieldID> {
        state.withLock { Set($0.doubts.meant(id).keys) }
    }

    /// Takes in all that nobody knows now.
    func doubt(_ doubts: Doubts) { state.withLock { $0.doubts = doubts } }

    /// What is found out of what was written; a new stream for each caller.
    func changes() -> AsyncStream<ConnectionChange> { listeners.stream() }

    // MARK: Writing

    /// Notes the rows as an edit left them.
    ///
    /// - Parameter notes: what it wrote; all that differs where nobody said.
    func wrote(_ rows: [Row], noted notes: EditNotes? = nil) {
        change { state, time in
            for row in rows { state.write(row.resource, notes?.fields(of: row.id), at: time) }
        }
    }

    /// Notes rows that an edit made; lists may lack them for a while.
    func made(_ rows: [Row]) {
        change { state, time in for row in rows { state.make(row.resource, at: time) } }
    }

    /// Notes what another process wrote, as the audit trail keeps it.
    func heard(_ id: ResourceID, _ changes: [FieldChange], at time: Date) {
        state.withLock { $0.hear(id, changes, at: time) }
    }

    /// Notes that an edit removed rows; lists may hold them for a while.
    ///
    /// - Parameter time: now unless given.
    func removed(_ ids: [ResourceID], at time: Date? = nil) {
        change { state, now in for id in ids { state.remove(id, at: time ?? now) } }
    }
}
