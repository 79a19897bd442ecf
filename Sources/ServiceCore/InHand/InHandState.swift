import FoundationEssentials

/// The rows of a connection that are in hand, as values; `RowsInHand` keeps one.
struct InHandState {
    private(set) var rows: [ResourceID: any Resource] = [:]
    private(set) var written: [ResourceID: WrittenRow] = [:]
    private var made: [ResourceID: Made] = [:]
    private var removed: [ResourceID: Date] = [:]
    /// More than any screen; beyond it the oldest knowledge is worth nothing.
    private static let limit = 20_000

    private struct Made {
        var row: any Resource
        let since: Date
        var wasMissed = false
    }

    /// What came of a read, and what is to be told of it.
    typealias Read<Value> = (value: Value, news: [String])

    // MARK: Reading

    /// Lays what was written over a row as it was read.
    mutating func lay<R: Resource>(over read: R, at time: Date) -> Read<R> {
        var row = read
        var news: [String] = []
        if let entry = made.removeValue(forKey: row.id), entry.wasMissed {
            news.append("\(Row(row).name): the platform lists it")
        }
        if var entry = written[row.id] {
            news += entry.lay(over: &row, at: time)
            written[row.id] = entry.fields.isEmpty ? nil : entry
        }
        keep(row)
        return (row, news)
    }

    /// What a look-up found, or the row that it does not find yet.
    mutating func look<R: Resource>(_ read: R?, _ id: ResourceID, at time: Date) -> Read<R?> {
        guard let read else {
            removed[id] = nil
            guard let entry = made[id], !isLate(entry.since, time) else { return (nil, []) }
            return (rows[id] as? R, [])
        }
        var news: [String] = []
        guard !hides(read, &news, at: time) else { return (nil, []) }
        let laid = lay(over: read, at: time)
        return (laid.value, news + laid.news)
    }

    /// The rows of a list: without those that were removed, and where it is whole with those that were made.
    mutating func list<R: Resource>(_ read: [R], isWhole: Bool, at time: Date) -> Read<[R]> {
        var (shown, news): Read<[R]> = ([], [])
        for row in read where !hides(row, &news, at: time) {
            let laid = lay(over: row, at: time)
            shown.append(laid.value)
            news += laid.news
        }
        guard isWhole else { return (shown, news) }
        let listed = Set(read.map(\.id))
        removed = removed.filter { $0.key.kind != R.kind || listed.contains($0.key) }
        rows = rows.filter { $0.key.kind != R.kind || listed.contains($0.key) || made[$0.key] != nil }
        return (shown + unlisted(R.self, listed, &news, at: time), news)
    }

    /// Whether a row that a read shows was removed just now.
    private mutating func hides(_ row: some Resource, _ news: inout [String], at time: Date) -> Bool {
        guard let since = removed[row.id] else { return false }
        if !isLate(since, time) { return true }
        removed[row.id] = nil
        news.append("\(Row(row).name): the platform still has it")
        return false
    }

    /// The rows that were made and that the list lacks.
    private mutating func unlisted<R: Resource>(
        _ type: R.Type, _ listed: Set<ResourceID>, _ news: inout [String], at time: Date
    ) -> [R] {
        var unlisted: [R] = []
        for (id, entry) in made where id.kind == R.kind && !listed.contains(id) {
            guard let row = rows[id] as? R else { continue }
            if isLate(entry.since, time) {
                (made[id], rows[id]) = (nil, nil)
                news.append("\(Row(row).name): the platform does not list it")
            } else {
                if !entry.wasMissed {
                    news.append("\(Row(row).name): made, and not listed by the platform yet")
                }
                made[id]?.wasMissed = true
                unlisted.append(row)
            }
        }
        return unlisted
    }

    /// Whether a row was made and not shown by a list that should have it.
    func isUnlisted(_ id: ResourceID) -> Bool { made[id]?.wasMissed == true }

    private func isLate(_ since: Date, _ time: Date) -> Bool {
        time.timeIntervalSince(since) >= ReadLag.longest
    }

    // MARK: Writing

    /// Notes a row as an edit left it.
    mutating func write<R: Resource>(_ after: R, at time: Date) {
        // What takes a removal back makes the row anew.
        guard removed[after.id] == nil else { return make(after, at: time) }
        if let before = rows[after.id] as? R {
            var entry = written[after.id] ?? WrittenRow(before)
            entry.write(after, over: before, at: time)
            if !entry.fields.isEmpty { written[after.id] = entry }
        }
        keep(after)
    }

    mutating func make(_ row: some Resource, at time: Date) {
        removed[row.id] = nil
        made[row.id] = Made(row: row, since: time)
        keep(row)
    }

    mutating func remove(_ id: ResourceID, at time: Date) {
        (rows[id], written[id], made[id]) = (nil, nil, nil)
        removed[id] = time
    }

    private mutating func keep(_ row: some Resource) {
        if rows.count >= Self.limit, rows[row.id] == nil { rows = [:] }
        rows[row.id] = row
    }
}
