import ServiceCore
import Testing

@testable import Store

@Suite struct KeysetWindowTests {
    private let store: NoteStore

    /// Twenty notes of four keys, so that ties are many.
    init() async throws {
        store = try NoteStore()
        try await store.write { db in
            for number in 1...20 { try db.insert(into: "note", [("text", "n"), ("at", number % 4)]) }
        }
    }

    private func page(
        _ position: ListRequest.Position, limit: Int = 6, isAscending: Bool = true,
        _ branches: [SQL] = [.constant(true)], stretch: Int? = nil
    ) async throws -> KeysetWindow.Page {
        try await store.read { db in
            try KeysetWindow(
                db: db, source: "note n", key: "n.at", id: "n.id", isAscending: isAscending,
                branches: branches,
                stretch: stretch
            ).page(ListRequest(position: position, limit: limit))
        }
    }

    private static let inOrder = [4, 8, 12, 16, 20, 1, 5, 9, 13, 17, 2, 6, 10, 14, 18, 3, 7, 11, 15, 19].map(
        Int64.init)

    private static func row(_ id: Int64) -> ResourceID { ResourceID("here", .event, String(id)) }

    @Test(arguments: [true, false])
    func `windows after one another hold every row once, in order`(isAscending: Bool) async throws {
        let all = isAscending ? Self.inOrder : Self.inOrder.reversed()
        var found: [Int64] = []
        var position = ListRequest.Position.start
        while true {
            let page = try await page(position, isAscending: isAscending)
            found += page.ids
            guard page.hasMore, let last = page.ids.last else { break }
            position = .after(Self.row(last))
        }
        #expect(found == all)
    }

    @Test func `windows go back, to the end and to an offset`() async throws {
        let all = Self.inOrder
        #expect(try await page(.before(Self.row(all[8])), limit: 3).ids == Array(all[5...7]))
        #expect(try await page(.end, limit: 4).ids == Array(all.suffix(4)))
        let middle = try await page(.offset(15), limit: 10)
        #expect(middle.ids == Array(all[15...]) && middle.offset == 15 && !middle.hasMore)
    }

    @Test func `branches are merged in order`() async throws {
        let branches: [SQL] = ["n.at = \(3)", "n.at = \(1) AND n.id > \(5)"]
        #expect(try await page(.start, limit: 5, branches).ids == [9, 13, 17, 3, 7])
        #expect(try await page(.after(Self.row(13)), limit: 2, branches).ids == [17, 3])
        #expect(try await page(.start, []).ids == [])
    }

    @Test func `rare rows show as they are found`() async throws {
        let rare: [SQL] = ["n.id IN (\(list: [8, 19]))"]
        let first = try await page(.start, rare, stretch: 10)
        #expect(first.ids == [8] && first.isCut && first.hasMore)
        #expect(try await page(.start, rare).ids == [8, 19])
    }

    @Test func `a row that is gone is told`() async {
        let error = await failure { try await page(.after(Self.row(99))) }
        #expect((error as? ServiceError)?.code == .notFound)
    }
}
