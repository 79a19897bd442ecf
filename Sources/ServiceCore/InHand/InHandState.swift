import FoundationEssentials

/// The rows of a connection that are in hand, as values; `RowsInHand` keeps one.
struct InHandState {
    private(set) var rows: [ResourceID: any Resource] = [:]
    private(set) var written: [ResourceID: WrittenRow] = [:]
    private(set) var unlisted = MadeAndRemoved()
    /// What was written elsewhere to rows that have not been read here since.
    private var heard: [ResourceID: [Heard]] = [:]
    /// What nobody knows, since the answers to its edits were lost.
    var doubts = Doubts()
    /// When rows were last written here.
    private var writtenAt: [ResourceID: Date] = [:]
    /// More than any screen; beyond it the oldest knowledge is worth nothing.
    private static let limit = 20_000

    private struct Heard {
        let changes: [FieldChange]
        let time: Date
    }

    /// What came of a read, and what is to be told of it.
    typealias Read<Value> = (value: Value, news: [String])

    // MARK: Reading

    /// Lays what was written over a row as it was read.
    mutating func lay<R: Resource>(
        over read: R, at time: Date, isTold: (FieldID) -> Bool = { _ in true }
    ) -> Read<R> {
        var row = read
        var news = unlisted.show(row)
        take(heard.removeValue(forKey: row.id) ?? [], over: read)
        if var entry = written[row.id] {
            news += entry.lay(over: &row, at: time, isTold: isTold)
            written[row.id] = entry.fields.isEmpty ? nil : entry
        }
        keep(row)
        return (doubts.laid(over: row), news)
    }

    /// What a look-up found, or the row that it does not find yet.
    mutating func look<R: Resource>(_ read: R?, _ id: ResourceID, at time: Date) -> Read<R?> {
        guard let read else {
            unlisted.forgetRemoved(id)
            return (unlisted.isJustMade(id, at: time) ? rows[id] as? R : nil, [])
        }
        var news: [String] = []
        guard !unlisted.hides(read, &news, at: time) else { return (nil, []) }
        let laid = lay(over: read, at: time)
        return (laid.value, news + laid.news)
    }

    /// The rows of a list, or of a page of one, without those that were removed.
    mutating func list<R: Resource>(
        _ read: [R], at time: Date, isTold: (FieldID) -> Bool = { _ in true }
    ) -> Read<[R]> {
        var (shown, news): Read<[R]> = ([], [])
        for row in read where !unlisted.hides(row, &news, at: time) {
            let laid = lay(over: row, at: time, isTold: isTold)
            shown.append(laid.value)
            news += laid.news
        }
        return (shown, news)
    }

    /// Everything of a kind that a whole list should have, or should not have any more.
    func ids(of kind: ResourceKind) -> Set<ResourceID> {
        Set(rows.keys.filter { $0.kind == kind }).union(unlisted.removedIDs(of: kind))
    }

    /// Takes in that a whole list has ended without these.
    ///
    /// - Returns: those of them that were made just now, which it does not have yet.
    mutating func end<R: Resource>(without ids: Set<ResourceID>, at time: Date) -> Read<[R]> {
        var (shown, news): Read<[R]> = ([], [])
        for id in ids.sorted(by: { $0.native < $1.native }) {
            unlisted.forgetRemoved(id)
            if let row = rows[id] as? R, unlisted.lacks(row, &news, at: time) {
                shown.append(row)
            } else {
                forget(id)
            }
        }
        return (shown, news)
    }

    // MARK: Writing

    /// Notes a row as an edit left it.
    ///
    /// - Parameter fields: what it wrote; nil for all that differs.
    mutating func write<R: Resource>(_ after: R, _ fields: Set<FieldID>? = nil, at time: Date) {
        writtenAt[after.id] = time
        // What takes a removal back makes the row anew.
        guard unlisted.removal(of: after.id) == nil else { return make(after, at: time) }
        guard let before = rows[after.id] as? R else { return keep(after) }
        // An edit of one field says nothing of others that are in doubt.
        var known = after
        known.learn(from: before)
        var entry = written[after.id] ?? WrittenRow(before)
        entry.write(known, fields, over: before, doubting: doubts.meant(after.id), at: time)
        if !entry.fields.isEmpty { written[after.id] = entry }
        keep(known)
    }

    /// Whether a read may show this value of a field that stood there, or may have, before what is written next.
    func mayShow(_ value: FieldValue, of field: FieldID, _ id: ResourceID) -> Bool {
        let (meant, entry) = (doubts.meant(id)[field], written[id]?.fields[field])
        guard meant != nil || entry != nil else { return false }
        // Of an edit of what was unknown before nobody knows what it would have changed.
        let known = rows[id].map { Row($0)[field] } ?? .none
        return known == .none || entry?.mayBe(value) == true
            || ([known] + (meant ?? [])).contains { $0.holdsTheSame(as: value) }
    }

    /// Whether a row was written or removed here just now, so that whoever means to do that again may not have seen it.
    func isJustEdited(_ id: ResourceID, at time: Date) -> Bool {
        [writtenAt[id], unlisted.removal(of: id)].contains {
            $0.map { !ReadLag.isOver(since: $0, at: time) } ?? false
        }
    }

    /// The rows of a kind that were edited, here or elsewhere, and that reads may not show so yet.
    func edited(of kind: ResourceKind, at time: Date) -> Set<ResourceID> {
        let recent = writtenAt.filter { !ReadLag.isOver(since: $0.value, at: time) }.keys
        return Set(recent).union(written.keys).union(heard.keys).filter { $0.kind == kind }
    }

    /// Notes what was written elsewhere, as the audit trail keeps it.
    mutating func hear(_ id: ResourceID, _ changes: [FieldChange], at time: Date) {
        // Whatever was written to it made it anew.
        unlisted.forgetRemoved(id)
        writtenAt[id] = max(time, writtenAt[id] ?? time)
        heard[id, default: []].append(Heard(changes: changes, time: time))
        guard let row = rows[id] else { return }
        take(heard.removeValue(forKey: id) ?? [], over: row)
    }

    private mutating func take<R: Resource>(_ heard: [Heard], over row: R) {
        guard !heard.isEmpty else { return }
        var (known, entry) = (row, written[row.id] ?? WrittenRow(row))
        for written in heard { known = entry.hear(written.changes, over: known, at: written.time) }
        written[row.id] = entry.fields.isEmpty ? nil : entry
        keep(known)
    }

    mutating func make(_ row: some Resource, at time: Date) {
        unlisted.make(row.id, at: time)
        keep(row)
    }

    mutating func remove(_ id: ResourceID, at time: Date) {
        forget(id)
        unlisted.remove(id, at: time)
    }

    mutating func forget(_ id: ResourceID) {
        (rows[id], written[id], heard[id]) = (nil, nil, nil)
        unlisted.forgetMade(id)
        writtenAt[id] = nil
    }

    private mutating func keep(_ row: some Resource) {
        if rows.count >= Self.limit, rows[row.id] == nil { rows = [:] }
        rows[row.id] = row
    }
}
