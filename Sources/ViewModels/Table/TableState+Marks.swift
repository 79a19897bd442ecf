package import ServiceCore
import Synchronization

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
        (lastMarked, listed) = (nil, nil)
    }

    /// Marks the rows of a list besides those that are marked.
    ///
    /// - Parameter absent: what of it stands for no row.
    package mutating func mark(_ rows: [Row], absent: [AbsentMark]) {
        marks.merge(rows.map { ($0.id, $0) }) { $1 }
        listed = (listed ?? []) + absent.filter { !(listed ?? []).contains($0) }
    }
}

/// What a list names and no mark stands for.
package struct AbsentMark: Sendable, Equatable {
    package let key: String
    /// `not found`, `not asked: …`
    package let reason: String
}

/// The marked rows by name, put in order when they are first asked for.
final class MarkOrder: Sendable {
    private let rows = Mutex<[Row]?>(nil)

    func rows(of marks: [ResourceID: Row]) -> [Row] {
        rows.withLock { rows in
            if let rows { return rows }
            let ordered = marks.values.map { (name: $0.name, row: $0) }.sorted { $0.name < $1.name }.map(
                \.row)
            rows = ordered
            return ordered
        }
    }
}
