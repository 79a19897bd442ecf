package import ServiceCore

extension TableState {
    /// What must be fetched for the screen to be whole, most urgent first.
    package enum Need: Equatable, Sendable {
        case first
        case jump(to: Int)
        case end
        case forward(after: ResourceID)
        case backward(before: ResourceID)
    }

    package var need: Need? {
        guard hasLoaded else { return .first }
        if let target = pendingCursor {
            if target == .max { return .end }
            if target >= offset + rows.count, target < offset + rows.count + Self.windowLimit / 3,
                let last = rows.last
            {
                return .forward(after: last.id)
            }
            if target < offset, target >= offset - Self.windowLimit / 3, let first = rows.first {
                return .backward(before: first.id)
            }
            return target == knownCount - 1 ? .end : .jump(to: target)
        }
        let margin = height * 2
        if hasMore, top + height + margin > offset + rows.count, let last = rows.last {
            return .forward(after: last.id)
        }
        if offset > 0, top - margin < offset, let first = rows.first { return .backward(before: first.id) }
        return nil
    }

    /// The request that meets a need.
    package func request(for need: Need, filter: Filter, sort: RowOrder?) -> ListRequest {
        let chunk = max(height * 4, 200)
        let position: ListRequest.Position =
            switch need {
            case .first: .start
            case .jump(let target): .offset(max(0, target - chunk / 2))
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
        case .jump(let target): replace(page, offset: page.offset ?? max(0, target - page.items.count / 2))
        case .end: replace(page, offset: page.offset ?? max(0, countForEnd(page) - page.items.count))
        }
        settleCursor()
    }

    /// The exact count, which may come later than the rows.
    package mutating func learn(_ newTotal: RowTotal) {
        if newTotal != .unknown { total = newTotal }
    }

    private func countForEnd(_ page: ListPage<Row>) -> Int {
        if case .exact(let count) = total { return count }
        return max(knownCount, page.items.count)
    }

    private mutating func replace(_ page: ListPage<Row>, offset newOffset: Int) {
        rows = page.items
        offset = newOffset
        hasMore = page.hasMore
        if !hasMore { total = .exact(offset + rows.count) }
    }

    private mutating func append(_ page: ListPage<Row>) {
        rows += page.items
        hasMore = page.hasMore
        if !hasMore { total = .exact(offset + rows.count) }
        let surplus = min(rows.count - Self.windowLimit, top - offset - height)
        if surplus > 0 {
            rows.removeFirst(surplus)
            offset += surplus
        }
    }

    private mutating func prepend(_ page: ListPage<Row>) {
        rows = page.items + rows
        offset -= page.items.count
        if page.items.isEmpty || offset < 0 { shift(by: -offset) }
        let surplus = rows.count - max(Self.windowLimit, cursor - offset + height * 2)
        if surplus > 0 {
            rows.removeLast(surplus)
            hasMore = true
        }
    }

    /// Numbers the rows anew where the count of rows before the window turned out wrong.
    private mutating func shift(by step: Int) {
        offset += step
        cursor += step
        top += step
    }

    private mutating func settleCursor() {
        if let target = pendingCursor {
            let last = offset + rows.count - 1
            if target > last, !hasMore || target == .max {
                cursor = max(0, last)
                pendingCursor = nil
            } else if target >= offset, target <= last {
                cursor = target
                pendingCursor = nil
            }
        }
        cursor = max(offset, min(cursor, max(offset, offset + rows.count - 1)))
        scrollToCursor()
    }
}
