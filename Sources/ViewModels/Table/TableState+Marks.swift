package import ServiceCore

extension TableState {
    /// Marks or unmarks the row under the cursor and moves down.
    package mutating func toggleMark() {
        guard let row = selected else { return }
        if marks.removeValue(forKey: row.id) == nil {
            marks[row.id] = row
            lastMarked = row.id
        } else if lastMarked == row.id {
            lastMarked = nil
        }
        move(by: 1)
    }

    /// Marks from the last mark to the cursor; false where the last mark is not at hand.
    package mutating func markRange() -> Bool {
        guard let last = lastMarked, let start = rows.firstIndex(where: { $0.id == last }) else {
            return false
        }
        let end = cursor - offset
        guard rows.indices.contains(end) else { return false }
        for row in rows[min(start, end)...max(start, end)] { marks[row.id] = row }
        return true
    }

    /// Marks exactly those of `all` that were not marked.
    package mutating func invertMarks(over all: [Row]) {
        var inverted: [ResourceID: Row] = [:]
        for row in all where marks[row.id] == nil { inverted[row.id] = row }
        marks = inverted
    }

    /// Unmarks the rows whose ids do not pass.
    mutating func keepMarks(_ isKept: (ResourceID) -> Bool) {
        marks = marks.filter { isKept($0.key) }
    }

    package mutating func clearMarks() {
        marks = [:]
        lastMarked = nil
    }
}
