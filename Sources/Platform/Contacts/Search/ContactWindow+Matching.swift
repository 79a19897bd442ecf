import ServiceCore
import Store

extension ContactWindow {
    func matching(
        _ matches: ContactMatches, _ place: ContactPlace?, _ order: ContactOrder, _ limit: Int,
        skipping offset: Int = 0
    ) throws -> [Int64] {
        if order.key == .created {
            let ids =
                order.isAscending
                ? matches.set.ids(after: place?.id ?? -1, limit: limit + offset)
                : matches.set.ids(before: place?.id ?? .max, limit: limit + offset)
            return Array(ids.dropFirst(offset))
        }
        if let sorted = try matches.ids(in: order, db) {
            let start = try place.map { try index(of: $0, in: sorted, order) } ?? 0
            return Array(sorted.dropFirst(start + offset).prefix(limit))
        }
        return try walk(matches, place, order, limit, skipping: offset)
    }

    /// Walks the index and keeps those found, without reading the contacts themselves.
    private func walk(
        _ matches: ContactMatches, _ place: ContactPlace?, _ order: ContactOrder, _ limit: Int,
        skipping offset: Int
    ) throws -> [Int64] {
        var ids: [Int64] = []
        var skipped = 0
        for part in try stretches(of: matches, after: place, order) {
            let rows = try Int64.fetchCursor(
                db,
                cached: "SELECT c.id FROM \(sql: order.source) WHERE \(part) ORDER BY \(sql: order.orderBy)")
            while let id = try rows.next() {
                guard matches.set.contains(id) else { continue }
                if skipped < offset { skipped += 1 } else { ids.append(id) }
                if ids.count == limit { return ids }
            }
        }
        return ids
    }

    /// The parts of the order after a place in which somebody was found.
    private func stretches(
        of matches: ContactMatches, after place: ContactPlace?, _ order: ContactOrder
    ) throws -> [SQL] {
        if order.key == .state, let words = condition.states {
            let isLater: (String) -> Bool = { word in
                guard let place, case .text(let key) = place.key else { return true }
                return order.isAscending ? word > key : word < key
            }
            return order.stretch(after: place).prefix(place == nil ? 0 : 1)
                + words.filter(isLater).sorted { order.isAscending ? $0 < $1 : $0 > $1 }
                .map { SQL("c.state = \($0)") }
        }
        guard let index = ContactFences.orders.firstIndex(of: order.key) else {
            return order.stretch(after: place)
        }
        let fences = try ContactFences.load(order.key, in: db)
        return fences.stretches(where: matches.found.stretches[index], after: place, order)
    }

    /// How many of the sorted ids do not follow a place; its own row may not be among them.
    private func index(of place: ContactPlace, in sorted: [Int64], _ order: ContactOrder) throws -> Int {
        if let index = sorted.firstIndex(of: place.id) { return index + 1 }
        let list = sorted.map(String.init).joined(separator: ", ")
        let following = try order.stretch(after: place).map { part in
            try Int.fetchOne(
                db,
                "SELECT count(*) FROM contact c WHERE c.id IN (\(sql: list)) AND \(part)")
                ?? 0
        }
        return sorted.count - following.reduce(0, +)
    }

    func skipping(_ offset: Int, _ order: ContactOrder, _ limit: Int) throws -> [Int64] {
        if filter.isEmpty { return try plain(nil, order, limit, skipping: offset) }
        return try matching(try matches(), nil, order, limit, skipping: offset)
    }

    func countAll() throws -> Int { try cache.total(in: db) }
}
