import ServiceCore
import TestSupport
import Testing

/// Tables ask for windows; whatever platform they ask, the windows are cut from the same rows.
@Suite struct ContractWindowTests {
    @Test(.timeLimit(.minutes(10)), arguments: ContractPlatform.all)
    func `windows laid side by side are the whole, from either end`(
        platform: ContractPlatform
    ) async throws {
        let standing = try await platform.open()
        for (kind, rows) in standing.connection.resources {
            guard let list = rows.operations.list else { continue }
            let place = "\(platform.name) \(kind.rawValue)"
            let whole = try await list.page(ListRequest(limit: 10_000))
            #expect(!whole.hasMore, "\(place)")
            let ids = whole.items.map(\.id)
            #expect(Set(ids).count == ids.count, "\(place): a row comes twice")
            #expect(ids.allSatisfy { $0.kind == kind && $0.connection == standing.connection.id }, "\(place)")
            // A hosted platform's count is a call of its own, whose fixture knows nothing of the list's.
            if platform.isEmbedded, let count = list.count {
                #expect(try await count(.all) == ids.count, "\(place)")
            }
            let first = try await list.page(ListRequest(limit: 1))
            #expect(first.items.map(\.id) == ids.prefix(1).map(\.self), "\(place)")
            let last = try await list.page(ListRequest(position: .end, limit: 2))
            #expect(last.items.map(\.id) == Array(ids.suffix(2)), "\(place)")
            guard let top = ids.first, let bottom = ids.last else { continue }
            let rest = try await list.page(ListRequest(position: .after(top), limit: 10_000))
            #expect(rest.items.map(\.id) == Array(ids.dropFirst()), "\(place)")
            let before = try await list.page(ListRequest(position: .before(bottom), limit: 10_000))
            #expect(before.items.map(\.id) == Array(ids.dropLast()), "\(place)")
        }
    }

    @Test(arguments: ContractPlatform.all)
    func `a listed row is found by its id`(platform: ContractPlatform) async throws {
        let standing = try await platform.open()
        for (kind, rows) in standing.connection.resources {
            guard let list = rows.operations.list, let find = rows.operations.find else { continue }
            guard let row = try await list.page(ListRequest(limit: 1)).items.first else { continue }
            let found = try await find(row.id.native)
            #expect(found?.id == row.id, "\(platform.name) \(kind.rawValue)")
        }
    }

    @Test(arguments: ContractPlatform.all)
    func `an order of a listing is kept both ways`(platform: ContractPlatform) async throws {
        let standing = try await platform.open()
        for (kind, rows) in standing.connection.resources {
            guard let list = rows.operations.list, let order = list.sortable.first else { continue }
            let up = try await list.page(ListRequest(sort: order, limit: 10_000)).items
            let down = try await list.page(ListRequest(sort: order.inverted, limit: 10_000)).items
            #expect(
                up.map { $0[order.field] } == down.reversed().map { $0[order.field] },
                "\(platform.name) \(kind.rawValue)")
        }
    }
}
