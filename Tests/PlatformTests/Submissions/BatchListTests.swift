import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

/// Every send by an API makes a batch, so their list is read in windows.
@Suite struct BatchListTests {
    private static let count = 450

    private let bench: LaunchBench

    init() async throws { bench = try await LaunchBench(contacts: 0) }

    private func listing() async throws -> Listing<Batch> {
        let (account, now) = (bench.account, bench.time.now)
        try await bench.store.write { db in
            for number in 1...Self.count {
                _ = try Batches.insert(
                    account: account, campaign: nil, channel: .email, archives: false,
                    trace: number.isMultiple(of: 45) ? "tenth" : "other", uuid: "batch-\(number)",
                    at: now.addingTimeInterval(Double(number)).storedTime, in: db)
            }
        }
        return try #require(BatchKind(context: bench.context).operations().list)
    }

    @Test func `windows follow one another, newest first, and from the oldest on`() async throws {
        let list = try await listing()
        let first = try await list.page(ListRequest(limit: 200))
        #expect(first.items.map(\.id.native) == (251...450).reversed().map { "batch-\($0)" })
        #expect(first.hasMore)
        let next = try await list.page(
            ListRequest(position: .after(try #require(first.items.last?.id)), limit: 300))
        #expect(next.items.map(\.id.native) == (1...250).reversed().map { "batch-\($0)" })
        #expect(!next.hasMore)
        let oldest = try await list.page(
            ListRequest(sort: RowOrder("created"), position: .offset(2), limit: 2))
        #expect(oldest.items.map(\.id.native) == ["batch-3", "batch-4"])
        #expect(try await list.count?(.all) == Self.count)
    }

    @Test func `what a filter leaves is found far from the edge`() async throws {
        let list = try await listing()
        let filter = Filter([FilterTerm(.anywhere("tenth"))])
        let page = try await list.page(ListRequest(filter: filter, limit: 8))
        #expect(page.items.map(\.id.native) == (3...10).reversed().map { "batch-\($0 * 45)" })
        #expect(page.hasMore)
        #expect(try await list.count?(filter) == 10)
        let end = try await list.page(ListRequest(filter: filter, position: .end, limit: 2))
        #expect(end.items.map(\.id.native) == ["batch-90", "batch-45"])
    }
}
