package import ServiceCore

extension TableState {
    /// The request that reads the window again.
    ///
    /// Deep windows continue from their first row, since counting off half a million rows is slow;
    /// that row stands a screen outside what is visible.
    package func refreshRequest(filter: Filter, sort: RowOrder?) -> ListRequest {
        let limit = max(rows.count, height * 4, 200)
        if offset > 2000, let first = rows.first {
            return ListRequest(filter: filter, sort: sort, position: .after(first.id), limit: limit - 1)
        }
        return countedRefreshRequest(filter: filter, sort: sort)
    }

    /// The same by counting off, for when the row to continue from is gone.
    package func countedRefreshRequest(filter: Filter, sort: RowOrder?) -> ListRequest {
        let limit = max(rows.count, height * 4, 200)
        return ListRequest(filter: filter, sort: sort, position: .offset(offset), limit: limit)
    }

    /// Takes in the window read again; the cursor follows its row.
    ///
    /// - Parameter beginning: the cursor stands on the first row instead.
    /// - Returns: the fields that differ, per row that was there before.
    package mutating func refresh(
        _ page: ListPage<Row>, for request: ListRequest, beginning: Bool = false
    ) -> [ResourceID: Set<FieldID>] {
        let old = Dictionary(rows.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let selectedID = selected?.id
        let line = cursor - top
        hasLoaded = true
        learn(page.total)
        if case .after = request.position, let first = rows.first {
            rows = [first] + page.items
            if let known = page.offset { place(at: known - 1) }
        } else {
            rows = page.items
        }
        finish(page)
        if rows.isEmpty, offset > 0 { pendingCursor = .max }
        follow(beginning ? rows.first?.id : selectedID, line: line)
        refreshMarks()
        return Self.differences(from: old, to: rows)
    }

    private mutating func follow(_ id: ResourceID?, line: Int) {
        if let id, let index = rows.firstIndex(where: { $0.id == id }) {
            cursor = offset + index
            top = cursor - line
        }
        cursor = max(offset, min(cursor, max(offset, offset + rows.count - 1)))
        scrollToCursor()
    }

    /// Marks keep the newest state of their rows; a row that left the window keeps its mark.
    private mutating func refreshMarks() {
        guard !marks.isEmpty else { return }
        for row in rows where marks[row.id] != nil { marks[row.id] = row }
    }

    private static func differences(from old: [ResourceID: Row], to rows: [Row]) -> [ResourceID: Set<FieldID>]
    {
        var changed: [ResourceID: Set<FieldID>] = [:]
        for row in rows {
            guard let before = old[row.id], before != row else { continue }
            changed[row.id] = Set(
                zip(row.schema.fields.indices, row.schema.fields).compactMap {
                    before.values[$0] == row.values[$0] ? nil : $1.id
                })
        }
        return changed
    }

    /// Forgets the rows but not the marks, for another filter or order.
    ///
    /// - Parameter kept: the row that the cursor stays on; nil begins with the first.
    package mutating func restart(keeping kept: Row? = nil) {
        let (height, marks, listed, line) = (height, marks, listed, lineInHand)
        self = TableState()
        resize(height: height)
        (self.marks, self.listed) = (marks, listed)
        (sought, soughtLine) = (kept, line)
        standing = kept == nil ? .untouched : .elsewhere
    }

    /// The row that the cursor is on or on its way to.
    package var inHand: Row? { sought ?? selected }

    /// Whether the rows that are shown do not hold yet the row that is in hand.
    var isSeeking: Bool { sought != nil }

    private var lineInHand: Int { isSeeking ? soughtLine : max(0, cursor - top) }

    /// Leads the cursor to a row, on whatever page of the list it stands.
    package mutating func seek(_ row: Row) {
        standing = .elsewhere
        guard !select(row.id) else { return }
        soughtLine = lineInHand
        pendingCursor = nil
        sought = row
    }

    /// Whether every row of the list is at hand.
    package var isWhole: Bool { hasLoaded && isPlaced && offset == 0 && !hasMore }

    /// Puts the cursor on a row that is at hand; says whether it was.
    package mutating func select(_ id: ResourceID) -> Bool {
        guard let index = rows.firstIndex(where: { $0.id == id }) else { return false }
        abandonLeap()
        standing = .elsewhere
        cursor = offset + index
        scrollToCursor()
        return true
    }

    /// Removes rows that are known to be gone, before the next refresh says so.
    package mutating func drop(_ ids: Set<ResourceID>) {
        let before = rows.count
        let above = rows.prefix(max(0, cursor - offset)).count { ids.contains($0.id) }
        rows.removeAll { ids.contains($0.id) }
        if case .exact(let count) = total { total = .exact(max(0, count - (before - rows.count))) }
        for id in ids { marks[id] = nil }
        cursor = max(offset, min(cursor - above, max(offset, offset + rows.count - 1)))
        scrollToCursor()
    }
}
