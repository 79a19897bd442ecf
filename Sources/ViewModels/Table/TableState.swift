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
    package internal(set) var standing = CursorStanding.untouched
    /// Whether somebody has something to do with the row under the cursor.
    package internal(set) var isHeld = false
    /// The first visible row.
    package internal(set) var top = 0
    /// Where the cursor should be once the rows there have come.
    package internal(set) var pendingCursor: Int?
    /// The row that the cursor belongs on wherever it stands now, until it is found or known to be gone.
    package internal(set) var sought: Row?
    /// How far below the first visible row a sought row should show.
    var soughtLine = 0
    package internal(set) var marks: [ResourceID: Row] = [:] {
        didSet { ordered = MarkOrder() }
    }
    /// Set where the marks come from a list: what of it stands for no row, with why.
    package internal(set) var listed: [AbsentMark]?
    private var ordered = MarkOrder()
    package internal(set) var lastMarked: ResourceID?
    package internal(set) var hasLoaded = false
    /// Whether `offset` is counted; after a leap to the end of an uncounted list it only keeps the order.
    package internal(set) var isPlaced = true
    /// Rows that fit the screen.
    package private(set) var height = 1

    package init() {}

    /// Rows kept at hand; a screen before and after costs nothing then.
    static let windowLimit = 1200

    package var selected: Row? {
        guard !isSeeking else { return nil }
        let index = cursor - offset
        return rows.indices.contains(index) ? rows[index] : nil
    }

    /// The rows an action is meant for: the marked ones, else the one under the cursor.
    package var targets: [Row] {
        marks.isEmpty ? [selected].compactMap(\.self) : ordered.rows(of: marks)
    }

    /// The visible rows, first to last.
    package var visible: ArraySlice<Row> {
        let start = min(max(0, top - offset), rows.count)
        return rows[start..<min(rows.count, start + height)]
    }

    /// How many rows there are as far as is known.
    package var knownCount: Int {
        guard isPlaced else { return rows.count }
        if case .exact(let count) = total { return max(count, offset + rows.count) }
        return offset + rows.count
    }

    package mutating func resize(height: Int) {
        self.height = max(1, height)
        scrollToCursor()
    }

    // MARK: Moving

    package mutating func move(by step: Int) {
        let start = pendingCursor ?? cursor
        move(to: start == .max ? (step < 0 ? .max + step : .max) : start + step)
    }

    package mutating func movePage(_ direction: Int) { turn(by: direction * max(1, height - 1)) }

    package mutating func moveHalfPage(_ direction: Int) { turn(by: direction * max(1, height / 2)) }

    /// Moves the cursor and the rows under it together, so that the cursor keeps its place on the screen.
    private mutating func turn(by step: Int) {
        top += step
        move(by: step)
        scrollToCursor()
    }

    /// Somebody has something to do with the row under the cursor.
    mutating func hold() {
        isHeld = true
        if standing == .untouched { standing = .first }
    }

    package mutating func moveToStart() { move(to: 0) }

    package mutating func moveToEnd() { move(to: lastIndex) }

    /// The farthest row that can be moved to; `.max` where nobody has counted.
    private var lastIndex: Int {
        if hasMore, !isExact || !isPlaced { return .max }
        return isPlaced ? knownCount - 1 : offset + rows.count - 1
    }

    private mutating func move(to target: Int) {
        isHeld = false
        sought = nil
        let target = max(0, min(target, lastIndex))
        standing = target == 0 ? .first : .elsewhere
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
        let end = isPlaced ? knownCount : offset + rows.count
        top = max(0, min(top, max(0, end - height)))
        // What is shown begins with a row at hand, or the cursor would stand beside its row.
        if cursor >= offset { top = max(top, offset) }
    }
}

/// Where the cursor was put last, which says whether a list that begins anew takes it along.
package enum CursorStanding: Sendable {
    /// On the first row, and nobody has moved it or done anything with its row.
    case untouched
    /// On the first row by somebody's doing.
    case first
    case elsewhere
}
