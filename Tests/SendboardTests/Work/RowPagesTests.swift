import ServiceCore
import Synchronization
import Testing

@testable import sendboard

@Suite struct RowPagesTests {
    /// Rows by number, and what was asked for.
    private final class Source: Sendable {
        let asked = Mutex([ListRequest]())
        private let count: Int
        private let gone: Set<String>

        init(_ count: Int, gone: Set<String> = []) { (self.count, self.gone) = (count, gone) }

        private static func row(_ number: Int) -> Row {
            Row(
                Contact(
                    id: ResourceID("fake", .contact, "\(number)"), account: "acme", email: "\(number)@x.test")
            )
        }

        var listing: Listing<Row> {
            Listing(sortable: []) { [self] request async throws(ServiceError) in
                asked.withLock { $0.append(request) }
                let start =
                    switch request.position {
                    case .after(let id) where gone.contains(id.native):
                        throw ServiceError(.notFound, "It is gone.")
                    case .after(let id): (Int(id.native) ?? 0) + 1
                    case .offset(let offset): offset
                    default: 0
                    }
                let end = min(count, start + request.limit)
                return ListPage((start..<end).map(Self.row), hasMore: end < count)
            }
        }
    }

    private func read(_ source: Source, limit: Int? = nil) async throws -> [String] {
        var pages = RowPages(source.listing, filter: .all, sort: nil, limit: limit)
        var read: [String] = []
        while let rows = try await pages.next() { read += rows.map(\.id.native) }
        #expect(pages.written == read.count)
        return read
    }

    @Test(arguments: [0, 1, 500, 501, 1_203])
    func `every row comes once and in order`(count: Int) async throws {
        #expect(try await read(Source(count)) == (0..<count).map(String.init))
    }

    @Test func `no more is asked for than is wanted`() async throws {
        let source = Source(2_000)
        #expect(try await read(source, limit: 503).count == 503)
        #expect(source.asked.withLock { $0.map(\.limit) } == [500, 3])
    }

    @Test func `where the row to go on from is gone, its place is counted`() async throws {
        let source = Source(700, gone: ["499"])
        #expect(try await read(source).count == 700)
        #expect(source.asked.withLock { $0.last?.position } == .offset(500))
    }
}
