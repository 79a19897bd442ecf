import ServiceCore
import Store

extension ContactWindow {
    /// Everybody who passes, kept for the next window.
    func matches() throws -> ContactMatches {
        if let kept = try cache.matches(of: filter, in: db) { return kept }
        let matches = ContactMatches(try search())
        try cache.keep(matches, of: filter, in: db)
        return matches
    }

    private func search() throws -> FoundContacts {
        let tests = TextTests(condition.tests)
        guard !tests.isEmpty else { return FoundContacts(anywhere: try passing("1 = 1")) }
        var found = try ContactBlocks.search(tests, in: db)
        if condition.isOnlyText { return found }
        let ids = found.set.all
        if ids.count <= Self.fewEnoughToVisit {
            var passing = ContactSet(blocks: 1)
            for start in stride(from: 0, to: ids.count, by: 1_000) {
                let list = ids[start..<min(start + 1_000, ids.count)].map(String.init).joined(separator: ", ")
                passing.formUnion(try self.passing("c.id IN (\(list))"))
            }
            found.formIntersection(passing)
        } else {
            found.formIntersection(try passing("1 = 1"))
        }
        return found
    }

    /// Up to here each contact found by text is looked at; beyond, the whole table is read in its order.
    private static let fewEnoughToVisit = 30_000

    private func passing(_ restriction: String) throws -> ContactSet {
        var set = ContactSet(blocks: 1)
        let ids = try Int64.fetchCursor(
            db,
            "SELECT c.id FROM contact c WHERE \(sql: restriction) AND (\(condition.sql))")
        while let id = try ids.next() { set.insert(id) }
        return set
    }
}
