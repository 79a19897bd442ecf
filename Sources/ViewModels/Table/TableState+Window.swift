package import ServiceCore

extension TableState {
    /// What must be fetched for the screen to be whole, most urgent first.
    package enum Need: Equatable, Sendable {
        case first
        /// The rows before this one, which the next `forward` then begins with.
        case around(ResourceID)
        case jump(to: Int)
        case end
        case forward(after: ResourceID)
        case backward(before: ResourceID)

        /// Whether its answer begins a list anew.
        var begins: Bool {
            switch self {
            case .first, .around: true
            case .jump, .end, .forward, .backward: false
            }
        }
    }

    package var need: Need? {
        if let sought, pendingCursor == nil { return .around(sought.id) }
        guard hasLoaded else { return .first }
        if let pendingCursor { return need(for: pendingCursor) }
        let margin = height * 2
        if hasMore, top + height + margin > offset + rows.count, let last = rows.last {
            return .forward(after: last.id)
        }
        if offset > 0, top - margin < offset, let first = rows.first { return .backward(before: first.id) }
        return nil
    }

    /// What brings the cursor to where it should be: the next rows where they are near, else a leap.
    private func need(for target: Int) -> Need {
        if target == .max { return .end }
        if target == 0 { return .first }
        let reach = isPlaced ? Self.windowLimit / 3 : .max / 2
        if target >= offset + rows.count, target - offset - rows.count < reach, let last = rows.last {
            return .forward(after: last.id)
        }
        if target < offset, offset - target <= reach, let first = rows.first {
            return .backward(before: first.id)
        }
        return target == knownCount - 1 ? .end : .jump(to: target)
    }

    /// Gives up a leap that nobody can carry out; the cursor stays.
    mutating func abandonLeap() {
        pendingCursor = nil
        abandonSearch()
    }

    /// Gives up a row that cannot be found; the cursor stays.
    mutating func abandonSearch() { sought = nil }

    /// Where rows are numbered from that nobody has counted off.
    private static let uncounted = 1_000_000_000

    private var chunk: Int { max(height * 4, 200) }

    private func jumpOffset(to target: Int) -> Int { max(0, target - chunk / 2) }

    /// The request that meets a need.
    package func request(for need: Need, filter: Filter, sort: RowOrder?) -> ListRequest {
        let position: ListRequest.Position =
            switch need {
            case .first: .start
            case .around(let id): .before(id)
            case .jump(let target): .offset(jumpOffset(to: target))
            case .end: .end
            case .forward(let id): .after(id)
            case .backward(let id): .before(id)
            }
        return ListRequest(filter: filter, sort: sort, position: position, limit: chunk)
    }

    /// Takes in the answer to a need; whatever was under the cursor stays under it.
    package mutating func apply(_ page: ListPage<Row>, for need: Need) {
        hasLoaded = true
        learn(page.total)
        switch need {
        case .forward: append(page)
        case .backward: prepend(page)
        case .first: replace(page, offset: 0)
        case .around: replaceBeforeSought(page)
        case .jump(let target):
            guard jump(page, to: target) else { return }
        case .end: replaceWithEnd(page)
        }
        settleCursor()
    }

    /// The exact count, which may come later than the rows; a page that knows less does not unlearn it.
    package mutating func learn(_ newTotal: RowTotal) {
        switch (total, newTotal) {
        case (_, .unknown): return
        case (.exact(let count), .atLeast(let least)) where least <= count: return
        default: total = newTotal
        }
        if case .exact(let count) = total, !isPlaced, hasLoaded, !hasMore { place(at: count - rows.count) }
    }

    private mutating func replace(_ page: ListPage<Row>, offset newOffset: Int) {
        rows = page.items
        offset = newOffset
        isPlaced = true
        finish(page)
    }

    /// Nobody may have counted the rows before the last ones; then they get numbers out of everybody's way.
    private mutating func replaceWithEnd(_ page: ListPage<Row>) {
        if let offset = page.offset ?? (page.items.isEmpty ? 0 : nil) {
            replace(page, offset: offset)
        } else if case .exact(let count) = total {
            replace(page, offset: max(0, count - page.items.count))
        } else {
            replace(page, offset: Self.uncounted)
            isPlaced = false
            total = .atLeast(page.items.count)
        }
    }

    /// Takes in the rows before the sought one, and leads the cursor to the row behind them.
    ///
    /// Fewer than were asked for begin with the first of all; else nobody may have counted those before them.
    private mutating func replaceBeforeSought(_ page: ListPage<Row>) {
        let known = page.offset ?? (page.items.count < chunk ? 0 : nil)
        rows = page.items
        offset = known ?? Self.uncounted
        isPlaced = known != nil
        hasMore = true
        cursor = offset + max(0, rows.count - 1)
        top = cursor
        pendingCursor = offset + rows.count
    }

    /// False where the leap went past the last row, which may have gone meanwhile; the end is wanted then.
    private mutating func jump(_ page: ListPage<Row>, to target: Int) -> Bool {
        let start = page.offset ?? jumpOffset(to: target)
        guard !page.items.isEmpty || start == 0 else {
            pendingCursor = .max
            return false
        }
        replace(page, offset: start)
        return true
    }

    private mutating func append(_ page: ListPage<Row>) {
        if let known = page.offset { place(at: known - rows.count) }
        rows += page.items
        finish(page)
        let surplus = min(rows.count - Self.windowLimit, top - offset - height)
        if surplus > 0 {
            rows.removeFirst(surplus)
            offset += surplus
        }
    }

    private mutating func prepend(_ page: ListPage<Row>) {
        rows = page.items + rows
        offset -= page.items.count
        if let start = page.items.isEmpty ? 0 : page.offset { place(at: start) }
        if offset < 0 { place(at: 0) }
        let surplus = rows.count - max(Self.windowLimit, cursor - offset + height * 2)
        if surplus > 0 {
            rows.removeLast(surplus)
            hasMore = true
        }
    }

    /// Whether more follows the last row; where nothing does, the rows are counted unless there may be others.
    mutating func finish(_ page: ListPage<Row>) {
        hasMore = page.hasMore
        if !hasMore, !page.isCapped, isPlaced, !rows.isEmpty || offset == 0 {
            total = .exact(offset + rows.count)
        }
    }

    /// Numbers the rows anew where the count of rows before the window turned out to be another.
    mutating func place(at newOffset: Int) {
        let step = newOffset - offset
        isPlaced = true
        offset = newOffset
        cursor += step
        top += step
        if let target = pendingCursor, target != .max, target != 0 { pendingCursor = max(0, target + step) }
    }

    private mutating func arrive(at target: Int) {
        cursor = target
        pendingCursor = nil
        guard let id = sought?.id else { return }
        sought = nil
        if let index = rows.firstIndex(where: { $0.id == id }) { cursor = offset + index }
        standing = cursor == 0 ? .first : .elsewhere
        top = cursor - soughtLine
    }

    private mutating func settleCursor() {
        if let target = pendingCursor {
            let last = offset + rows.count - 1
            if target > last, !hasMore || target == .max {
                arrive(at: max(0, last))
            } else if target >= offset, target <= last {
                arrive(at: target)
            }
        }
        cursor = max(offset, min(cursor, max(offset, offset + rows.count - 1)))
        scrollToCursor()
    }
}
