package import ServiceCore

/// A table over any number of rows, of which a window is at hand.
///
/// Pure state: moving, marking and applying answers never wait. What must be fetched next is said by
/// `need`; the model fetches it and hands the answer back.
package struct TableState: Sendable {
    package internal(set) var rows: [Row] = []
    /// How many rows stand before the window.
    package internal(set) var offset = 0
    package internal(set) var total = RowTotal.unknown
    package internal(set) var hasMore = false
    /// The row the cursor is on, counted from the first of all.
    package internal(set) var cursor = 0
    /// The first visible row.
    package internal(set) var top = 0
    /// Where the cursor should be once the rows there have come.
    package internal(set) var pendingCursor: Int?
    package internal(set) var marks: [ResourceID: Row] = [:]
    package internal(set) var lastMarked: ResourceID?
    package internal(set) var hasLoaded = false
    /// Rows that fit the screen.
    package private(set) var height = 1

    package init() {}

    /// Rows kept at hand; a screen before and after costs nothing then.
    static let windowLimit = 1200

    package var selected: Row? {
        let index = cursor - offset
        return rows.indices.contains(index) ? rows[index] : nil
    }

    /// The rows an action is meant for: the marked ones, else the one under the cursor.
    package var targets: [Row] {
        marks.isEmpty ? [selected].compactMap(\.self) : marks.values.sorted { $0.name < $1.name }
    }

    /// The visible rows, first to last.
    package var visible: ArraySlice<Row> {
        let start = min(max(0, top - offset), rows.count)
        return rows[start..<min(rows.count, start + height)]
    }

    /// How many rows there are as far as is known.
    package var knownCount: Int {
        if case .exact(let count) = total { return max(count, offset + rows.count) }
        return offset + rows.count
    }

    package mutating func resize(height: Int) {
        self.height = max(1, height)
        scrollToCursor()
    }

    // MARK: Moving

    package mutating func move(by step: Int) {
        move(to: (pendingCursor ?? cursor) + step)
    }

    package mutating func movePage(_ direction: Int) { move(by: direction * max(1, height - 1)) }

    package mutating func moveHalfPage(_ direction: Int) { move(by: direction * max(1, height / 2)) }

    package mutating func moveToStart() { move(to: 0) }

    package mutating func moveToEnd() { move(to: hasMore && !isExact ? .max : knownCount - 1) }

    private mutating func move(to target: Int) {
        let last = hasMore && !isExact ? Int.max : knownCount - 1
        let target = max(0, min(target, last))
        if target >= offset, target < offset + rows.count {
            pendingCursor = nil
            cursor = target
            scrollToCursor()
        } else if !rows.isEmpty {
            pendingCursor = target
        }
    }

    var isExact: Bool { if case .exact = total { true } else { false } }

    mutating func scrollToCursor() {
        if cursor < top { top = cursor }
        if cursor >= top + height { top = cursor - height + 1 }
        top = max(0, min(top, max(0, knownCount - height)))
    }
}
