import Store

extension ContactOrder.Key {
    /// What the sorted column holds where there is no value, nil where there always is one.
    fileprivate var empty: SQLValue? {
        switch self {
        case .email: .text("")
        case .name: .text(SearchFolding.nameless)
        case .lastEvent: .integer(0)
        case .state, .created: nil
        }
    }

    /// The same as it stands in SQL.
    var emptyLiteral: String? {
        switch empty {
        case .text(let text): "'\(text)'"
        case .integer(let number): "\(number)"
        default: nil
        }
    }
}

extension ContactOrder {
    /// Conditions whose rows, one after the other, follow a place (nil: all) in this order.
    func stretch(after start: ContactPlace?) -> [SQL] { spans(after: start).flatMap(parts) }

    /// The spans of the index that follow a place, in this order: those with a value and those without.
    func spans(after start: ContactPlace?) -> [ContactSpan] {
        guard let start else { return regions }
        let following =
            isAscending
            ? ContactSpan(low: start)
            : ContactSpan(high: ContactPlace(key: start.key, id: start.id - 1))
        guard let index = regions.firstIndex(where: { $0.contains(start) }) else { return [following] }
        return [regions[index].intersection(following)] + regions[(index + 1)...]
    }

    private var regions: [ContactSpan] {
        guard let empty = key.empty else { return [.all] }
        let (first, last) = (ContactPlace(key: empty, id: .min), ContactPlace(key: empty, id: .max))
        let without = ContactSpan(low: first, high: last)
        // A missing name sorts after every other, everything else before.
        let with = key == .name ? ContactSpan(high: first) : ContactSpan(low: last)
        return isEmptyFirst ? [without, with] : [with, without]
    }

    /// Conditions whose rows, one after the other, are those of a span.
    ///
    /// Ties have conditions of their own, because SQLite would read through all of them for a pair's comparison.
    func parts(of span: ContactSpan) -> [SQL] {
        if span.isEmpty { return [] }
        if key == .created { return [ids(of: span)] }
        let column = "c.\(column)"
        if let low = span.low, let high = span.high, low.key == high.key {
            return [SQL("\(sql: column) = \(low.key) AND c.id > \(low.id) AND c.id <= \(high.id)")]
        }
        var between = SQL.constant(true)
        if let low = span.low { between = between.and(SQL("\(sql: column) > \(low.key)")) }
        if let high = span.high { between = between.and(SQL("\(sql: column) < \(high.key)")) }
        let ties = [
            span.low.flatMap {
                $0.id == .max ? nil : SQL("\(sql: column) = \($0.key) AND c.id > \($0.id)")
            },
            between,
            span.high.flatMap {
                $0.id == .min ? nil : SQL("\(sql: column) = \($0.key) AND c.id <= \($0.id)")
            },
        ].compactMap { $0 }
        return isAscending ? ties : ties.reversed()
    }

    private func ids(of span: ContactSpan) -> SQL {
        var part = SQL.constant(true)
        if let low = span.low { part = part.and(SQL("c.id > \(low.id)")) }
        if let high = span.high { part = part.and(SQL("c.id <= \(high.id)")) }
        return part
    }
}

/// A place in an index over contacts: the sorted value and the id that breaks ties.
struct ContactPlace: Sendable, Comparable {
    let key: SQLValue
    let id: Int64

    /// As SQLite orders them: texts by their bytes.
    static func < (left: Self, right: Self) -> Bool {
        if left.key == right.key { return left.id < right.id }
        switch (left.key, right.key) {
        case (.text(let first), .text(let second)):
            return first.utf8.lexicographicallyPrecedes(second.utf8)
        case (.integer(let first), .integer(let second)): return first < second
        default: return left.id < right.id
        }
    }
}

/// A stretch of an index: what follows one place, up to another and with that one; nil has no bound.
struct ContactSpan: Sendable {
    var low: ContactPlace?
    var high: ContactPlace?

    static let all = ContactSpan()

    var isEmpty: Bool {
        guard let low, let high else { return false }
        return low >= high
    }

    func intersection(_ other: ContactSpan) -> ContactSpan {
        ContactSpan(
            low: [low, other.low].compactMap { $0 }.max(), high: [high, other.high].compactMap { $0 }.min())
    }

    func contains(_ place: ContactPlace) -> Bool {
        low.map { place > $0 } != false && high.map { place <= $0 } != false
    }
}
