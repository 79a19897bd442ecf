import Foundation
import ServiceCore
import TestSupport
import Testing

/// Groups of an embedded platform that gives windows, and of hosted ones that are read whole.
private struct MergedGroups {
    let paged: [ContactGroup]
    let hosted: [[ContactGroup]]
    private let schema = ResourceSchema(of: ContactGroup.self)

    init<Numbers: RandomNumberGenerator>(_ counts: [Int], seed numbers: inout Numbers) {
        let all = counts.enumerated().map { place, count in
            (0..<count).map { number in
                var group = ContactGroup(
                    id: ResourceID(ConnectionID("c\(place)"), .group, "\(number)"), account: "a",
                    name: String(Int.random(in: 0..<40, using: &numbers)))
                group.contactCount = Int.random(in: 0..<6, using: &numbers)
                return group
            }
        }
        (paged, hosted) = (all[0], Array(all.dropFirst()))
    }

    /// The merged list, with everything gathered.
    func listing() async throws(ServiceError) -> Listing<Row> {
        let own = paged
        let list = ResourceOperations<ContactGroup>(
            list: .loaded(sort: RowOrder("name")) { () async throws(ServiceError) in own })
        var sources: [GatheredRows] = []
        for groups in hosted {
            let rows = groups.map { Row($0, schema: schema) }
            let source = GatheredRows(groups.first?.id.connection ?? "none", Gathering { _ in rows })
            try await source.gather(.all) { Date(timeIntervalSince1970: 0) }
            sources.append(source)
        }
        let merged = MergedRows(
            paged: RowOperations(list).operations.list, gathered: sources, order: RowOrder("name"))
        return merged.listing(schema)
    }

    /// What the merged list must hold, made the plain way.
    func expected(_ order: RowOrder, _ filter: Filter = .all) -> [ResourceID] {
        let own = paged.map { Row($0, schema: schema) }.sorted(by: order)
        let others = hosted.joined().map { Row($0, schema: schema) }.sorted(by: order)
        let all = (own.map { ($0, 0) } + others.map { ($0, 1) }).enumerated().sorted { left, right in
            if order.places(left.element.0, before: right.element.0) { return true }
            if order.places(right.element.0, before: left.element.0) { return false }
            return left.offset < right.offset
        }
        return all.map(\.element.0).filter { filter.matches($0) }.map(\.id)
    }
}

@Suite struct MergedRowsTests {
    private static let orders = ["name", "contacts"].flatMap {
        [RowOrder($0), RowOrder($0, ascending: false)]
    }
    private static let shapes = [[0, 0], [30, 0], [0, 30], [1, 1], [50, 7, 12], [7, 60, 3], [200, 90]]

    @Test(arguments: shapes, orders)
    func `the rows before one that no window has shown are found all the same`(
        shape: [Int], order: RowOrder
    ) async throws {
        var numbers = SeededNumbers(seed: 7)
        let groups = MergedGroups(shape, seed: &numbers)
        let expected = groups.expected(order)
        for (index, id) in expected.enumerated() where index % 5 == 0 {
            let page = try await groups.listing().page(
                ListRequest(sort: order, position: .before(id), limit: 6))
            #expect(page.items.map(\.id) == Array(expected[max(0, index - 6)..<index]))
        }
    }

    @Test(arguments: orders, shapes)
    func `pages forward give every row once, in order`(order: RowOrder, counts: [Int]) async throws {
        var numbers = SeededNumbers(seed: 7)
        let groups = MergedGroups(counts, seed: &numbers)
        let listing = try await groups.listing()
        var request = ListRequest(sort: order, limit: 9)
        var ids: [ResourceID] = []
        while true {
            let page = try await listing.page(request)
            #expect(page.offset == ids.count)
            ids += page.items.map(\.id)
            guard page.hasMore, let last = ids.last else { break }
            request.position = .after(last)
            request.limit = Int.random(in: 1...11, using: &numbers)
        }
        #expect(ids == groups.expected(order))
    }

    @Test(arguments: orders, shapes)
    func `pages backward from the end give every row once, in order`(order: RowOrder, counts: [Int])
        async throws
    {
        var numbers = SeededNumbers(seed: 8)
        let groups = MergedGroups(counts, seed: &numbers)
        let listing = try await groups.listing()
        var request = ListRequest(sort: order, position: .end, limit: 10)
        var ids: [ResourceID] = []
        while true {
            let page = try await listing.page(request)
            ids = page.items.map(\.id) + ids
            guard let first = page.items.first, page.offset != 0 else { break }
            request.position = .before(first.id)
            request.limit = Int.random(in: 1...11, using: &numbers)
        }
        #expect(ids == groups.expected(order))
    }

    @Test(arguments: orders, shapes)
    func `a window at any offset is that part of the whole, and both ways go on from it`(
        order: RowOrder, counts: [Int]
    ) async throws {
        var numbers = SeededNumbers(seed: 9)
        let groups = MergedGroups(counts, seed: &numbers)
        let expected = groups.expected(order)
        for offset in stride(from: 0, through: expected.count, by: 5) {
            let listing = try await groups.listing()
            let page = try await listing.page(ListRequest(sort: order, position: .offset(offset), limit: 8))
            #expect(page.items.map(\.id) == Array(expected.dropFirst(offset).prefix(8)))
            guard let first = page.items.first, let last = page.items.last else { continue }
            let next = try await listing.page(ListRequest(sort: order, position: .after(last.id), limit: 4))
            #expect(next.items.map(\.id) == Array(expected.dropFirst(offset + page.items.count).prefix(4)))
            let before = try await listing.page(
                ListRequest(sort: order, position: .before(first.id), limit: 4))
            #expect(before.items.map(\.id) == Array(expected.prefix(offset).suffix(4)))
        }
    }

    @Test func `a filter holds for every connection, and the count is that of all`() async throws {
        var numbers = SeededNumbers(seed: 10)
        let groups = MergedGroups([60, 40], seed: &numbers)
        let listing = try await groups.listing()
        let filter = Filter([FilterTerm(.field("contacts", .greater, .number(3)))])
        let page = try await listing.page(ListRequest(filter: filter, limit: 100))
        #expect(page.items.map(\.id) == groups.expected(RowOrder("name"), filter))
        #expect(try await listing.count?(filter) == page.items.count)
        #expect(Set(page.items.map(\.id.connection)) == ["c0", "c1"])
    }

    @Test func `a row that no window showed cannot be continued from`() async throws {
        var numbers = SeededNumbers(seed: 11)
        let listing = try await MergedGroups([60, 40], seed: &numbers).listing()
        await #expect(throws: ServiceError.self) {
            try await listing.page(ListRequest(position: .after(ResourceID("c0", .group, "3"))))
        }
    }
}
