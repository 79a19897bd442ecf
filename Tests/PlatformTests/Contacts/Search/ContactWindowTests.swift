import ServiceCore
import Store
import Testing

@testable import Platform

/// Windows over contacts against a plain sort in memory.
@Suite struct ContactWindowTests {
    private static let orders = ContactOrder.Key.allCases.flatMap {
        [RowOrder($0.rawValue), RowOrder($0.rawValue, ascending: false)]
    }

    @Test func `windows forward, backward and from anywhere agree with a sort in memory`() async throws {
        let bench = try await ContactBench()
        let everybody = try await bench.everybody()
        for order in Self.orders {
            let expected = ContactReference.sorted(everybody, by: order)
            #expect(try await Self.forward(bench, order) == expected, "forward by \(order)")
            #expect(try await Self.backward(bench, order) == expected, "backward by \(order)")
            for offset in [0, 1, 777, 1_499, 1_501, 2_970, 2_999, 3_000, 9_000] {
                let page = try await bench.page(by: order, .offset(offset), limit: 30)
                #expect(
                    page.items.map(\.id) == Array(expected.dropFirst(offset).prefix(30)),
                    "\(offset) by \(order)")
                #expect(page.total == .exact(3_000))
                #expect(page.hasMore == (offset + 30 < 3_000))
            }
        }
    }

    @Test func `filtered windows agree with a filter and a sort in memory`() async throws {
        let bench = try await ContactBench()
        let everybody = try await bench.everybody()
        for word in ["a", "zo", "kim", "иван", "example.org", "+1555", "王"] {
            let passing = everybody.filter { ContactReference.passes($0, word: word) }
            for order in Self.orders {
                let expected = ContactReference.sorted(passing, by: order)
                #expect(try await Self.forward(bench, order, word) == expected, "\(word) forward by \(order)")
                #expect(
                    try await Self.backward(bench, order, word) == expected, "\(word) backward by \(order)")
                let middle = try await bench.page(word, by: order, .offset(expected.count / 2), limit: 9)
                #expect(middle.items.map(\.id) == Array(expected.dropFirst(expected.count / 2).prefix(9)))
            }
        }
    }

    @Test(arguments: [false, true])
    func `windows stay right when contacts change, go and come`(isRefreshed: Bool) async throws {
        let bench = try await ContactBench()
        try await Self.shuffle(bench)
        if isRefreshed {
            try await bench.fixture.store.write { db in try ContactIndices.text.rebuild(in: db) }
        }
        let everybody = try await bench.everybody()
        for word in ["a", "quux", "moved"] {
            let passing = everybody.filter { ContactReference.passes($0, word: word) }
            for order in Self.orders {
                let expected = ContactReference.sorted(passing, by: order)
                #expect(try await Self.forward(bench, order, word) == expected, "\(word) by \(order)")
            }
        }
    }

    /// Renames some contacts, gives some another address, deletes some and adds some.
    private static func shuffle(_ bench: ContactBench) async throws {
        try await bench.fixture.store.write { db in
            for id in stride(from: 7, through: 2_990, by: 13) {
                let email = "moved\(id)@example.net"
                let (first, last) = (id % 2 == 0 ? "Ana" : "Żaneta", "Quux\(id % 10)")
                try db.execute(
                    """
                    UPDATE contact SET email = \(email), first_name = \(first), last_name = \(last),
                    name_sort = \(SearchFolding.nameSortKey(last: last, first: first)), phone = NULL,
                    search =
                    \(SearchFolding.searchText(email: email, first: first, last: last, phone: nil))
                    WHERE id = \(id)
                    """)
            }
            try db.execute("DELETE FROM contact WHERE id % 29 = 0")
            for number in 0..<60 {
                try StoreFixture.contact(
                    db, account: 1, numid: 90_000 + number, email: "b\(number)@a.example", last: "Quux",
                    first: "Bo")
            }
            try db.execute(
                "UPDATE contact SET created_at = (SELECT max(created_at) FROM contact) + numid WHERE numid >= 90000"
            )
        }
    }

    @Test(arguments: orders)
    func `far down an order stand those whom a sort puts there`(order: RowOrder) async throws {
        let bench = try await ContactBench()
        let everybody = try await bench.everybody()
        for word in ["zo", "example", "age:>40 an"] {
            let filter = try bench.filter(word)
            let schema = ResourceSchema(of: Contact.self)
            let passing = everybody.filter {
                filter.matches(ServiceCore.Row($0, schema: schema), in: ["email", "name", "phone"])
            }
            let expected = ContactReference.sorted(passing, by: order).map(\.native)
            let start = expected.count / 2
            let (ids, count) = try await bench.fixture.store.read { db in
                let window = try Self.window(filter, order, in: db)
                return (try window.walked(window.order, 9, skipping: start), try window.count())
            }
            #expect(ids.map(String.init) == Array(expected.dropFirst(start).prefix(9)), "\(word)")
            #expect(count == expected.count)
        }
    }

    @Test(arguments: [
        ("smith", ["VIRTUAL TABLE", "INTEGER PRIMARY KEY"]), ("age:87", ["contact_by_age", "MATERIALIZE"]),
        ("email:smith -an", ["VIRTUAL TABLE", "INTEGER PRIMARY KEY"]),
        ("state:invalid", ["contact_by_state"]),
    ])
    func `whom few words lead to is looked up by them in every order`(text: String, steps: [String])
        async throws
    {
        let bench = try await ContactBench(contacts: 2_000)
        let filter = try bench.filter(text)
        for order in Self.orders {
            let plan = try await bench.fixture.store.read { db in
                let window = try Self.window(filter, order, in: db)
                let query = try window.sorted(
                    ContactPlace(key: .text("m"), id: 5), window.order, 40, skipping: 0)
                return try SQLRow.fetchAll(db, "EXPLAIN QUERY PLAN \(query)").map { $0["detail"] as String }
                    .joined(separator: "\n")
            }
            for step in steps { #expect(plan.contains(step), "\(order): \(plan)") }
        }
    }

    private static func window(
        _ filter: Filter, _ order: RowOrder, in db: ReadTransaction
    ) throws -> ContactWindow {
        try ContactWindow(
            filter, ContactOrder(order), connection: "embedded", counts: ContactCounts(), in: db)
    }

    @Test func `a window after a contact that is gone says so`() async throws {
        let bench = try await ContactBench(contacts: 40)
        let gone = ResourceID("embedded", .contact, "4711")
        let error = await failure { try await bench.page(by: RowOrder("name"), .after(gone)) }
        #expect(error?.code == .notFound)
    }

    @Test func `columns without an index say why they cannot be sorted`() async throws {
        let bench = try await ContactBench(contacts: 10)
        let list = try bench.list
        let sortable = Set(list.sortable.map(\.field))
        #expect(sortable == ["email", "name", "state", "created", "last_event_at"])
        #expect(Set(list.unsortable.keys).union(sortable) == Set(Contact.fields.map(\.description.id)))
        let error = await failure { try await bench.page(by: RowOrder("groups")) }
        #expect(error?.code == .unsupported)
    }

    @Test(arguments: orders)
    func `a window reads its index in order and sorts nothing`(order: RowOrder) throws {
        let database = try PlainDatabase(withTables: true)
        let order = try ContactOrder(order)
        let place = ContactPlace(key: .text("m"), id: 5)
        try database.read { db in
            for part in order.stretch(after: nil) + order.stretch(after: place) {
                let plan = try SQLRow.fetchAll(
                    db,
                    """
                    EXPLAIN QUERY PLAN SELECT c.id FROM \(sql: order.source) WHERE \(part)
                    ORDER BY \(sql: order.orderBy) LIMIT 40
                    """
                ).map { $0["detail"] as String }.joined(separator: "\n")
                #expect(!plan.contains("TEMP B-TREE"), "\(plan)")
                #expect(order.key == .created || plan.contains("INDEX contact_by_"), "\(plan)")
            }
        }
    }

    private static func forward(
        _ bench: ContactBench, _ order: RowOrder, _ word: String = ""
    ) async throws -> [ResourceID] {
        var page = try await bench.page(word, by: order, limit: 400)
        var ids = page.items.map(\.id)
        while page.hasMore, let last = ids.last {
            page = try await bench.page(word, by: order, .after(last), limit: 400)
            ids += page.items.map(\.id)
        }
        return ids
    }

    private static func backward(
        _ bench: ContactBench, _ order: RowOrder, _ word: String = ""
    ) async throws -> [ResourceID] {
        var ids = try await bench.page(word, by: order, .end, limit: 400).items.map(\.id)
        while let first = ids.first {
            let page = try await bench.page(word, by: order, .before(first), limit: 400)
            if page.items.isEmpty { break }
            ids = page.items.map(\.id) + ids
        }
        return ids
    }
}
