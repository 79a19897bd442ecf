import FoundationEssentials

/// The rows of a connection that were made or removed here just now, which its reads may not show so yet.
struct MadeAndRemoved {
    private var made: [ResourceID: Made] = [:]
    private var removed: [ResourceID: Date] = [:]

    private struct Made {
        let since: Date
        /// Whether a list that should have it was seen without it.
        var wasMissed = false
    }

    mutating func make(_ id: ResourceID, at time: Date) {
        removed[id] = nil
        made[id] = Made(since: time)
    }

    mutating func remove(_ id: ResourceID, at time: Date) {
        made[id] = nil
        removed[id] = time
    }

    mutating func forgetMade(_ id: ResourceID) { made[id] = nil }

    mutating func forgetRemoved(_ id: ResourceID) { removed[id] = nil }

    func madeIDs(of kind: ResourceKind) -> [ResourceID] { made.keys.filter { $0.kind == kind } }

    func removedIDs(of kind: ResourceKind) -> [ResourceID] { removed.keys.filter { $0.kind == kind } }

    /// When a row was removed; nil where it was not.
    func removal(of id: ResourceID) -> Date? { removed[id] }

    /// Whether a row was made and not shown by a list that should have it.
    func isUnlisted(_ id: ResourceID) -> Bool { made[id]?.wasMissed == true }

    /// Whether a row was made so lately that a look-up may not find it.
    func isJustMade(_ id: ResourceID, at time: Date) -> Bool {
        made[id].map { !ReadLag.isOver(since: $0.since, at: time) } ?? false
    }

    // MARK: What reads show

    /// Takes in that a read shows a row.
    ///
    /// - Returns: what is to be told of that.
    mutating func show(_ row: some Resource) -> [String] {
        guard let entry = made.removeValue(forKey: row.id), entry.wasMissed else { return [] }
        return ["\(Row(row).name): the platform lists it"]
    }

    /// Whether a row that a read shows was removed just now.
    mutating func hides(_ row: some Resource, _ news: inout [String], at time: Date) -> Bool {
        guard let since = removed[row.id] else { return false }
        if !ReadLag.isOver(since: since, at: time) { return true }
        removed[row.id] = nil
        news.append("\(Row(row).name): the platform still has it")
        return false
    }

    /// Whether a row that a whole list lacks was made just now.
    mutating func lacks(_ row: some Resource, _ news: inout [String], at time: Date) -> Bool {
        guard let entry = made[row.id] else { return false }
        guard !ReadLag.isOver(since: entry.since, at: time) else {
            news.append("\(Row(row).name): the platform does not list it")
            return false
        }
        if !entry.wasMissed { news.append("\(Row(row).name): made, and not listed by the platform yet") }
        made[row.id]?.wasMissed = true
        return true
    }
}

/// How long the reads of a platform may go on showing what stood there before a write; the vendors speak of minutes.
enum ReadLag {
    /// In seconds; what is not shown by then was not done, or has been changed since.
    static let longest: Double = 600

    static func isOver(since: Date, at time: Date) -> Bool { time.timeIntervalSince(since) >= longest }
}
