import Store

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
