import Providers
import ServiceCore
import TestSupport
import Testing

/// Lists that come page after page are read whole, once, and never for ever.
@Suite struct ContractPagingTests {
    private static let paged = ContractSubject.all.filter { $0.pages != nil }

    private func load(_ stage: ContractStage, _ pages: ContractSubject.Pages) async throws -> [Row] {
        let rows = try #require(try stage.connect().resources[pages.kind])
        let filter = try FilterParser(schema: rows.schema, now: SteppingClock.start).parse(pages.filter)
        let list = try #require(rows.operations.list)
        return try await list.page(ListRequest(filter: filter, limit: 10_000)).items
    }

    @Test(arguments: paged, [0, 1, 24, 25, 26, 99, 100, 101, 500, 1203])
    func `every row of every page is told once`(subject: ContractSubject, total: Int) async throws {
        let pages = try #require(subject.pages)
        let stage = try await ContractStage(subject)
        pages.script(stage.server, total)
        let rows = try await load(stage, pages)
        #expect(rows.count == total)
        #expect(Set(rows.map(\.id)).count == total)
    }

    @Test(arguments: paged)
    func `a platform without end is read up to the cap`(subject: ContractSubject) async throws {
        let pages = try #require(subject.pages)
        let stage = try await ContractStage(subject)
        pages.script(stage.server, 1_000_000)
        let rows = try await load(stage, pages)
        #expect(rows.count == Gathering<Row>.defaultCap)
    }

    @Test(.timeLimit(.minutes(10)), arguments: paged)
    func `the same page again and again ends, in an error or in what was read`(
        subject: ContractSubject
    ) async throws {
        let pages = try #require(subject.pages)
        let stage = try await ContractStage(subject)
        pages.repeating(stage.server)
        var count = 0
        let error = try await ContractStage.error { count = try await load(stage, pages).count }
        if let error {
            #expect(error.code == .malformedAnswer)
            expectClear(error, subject.kind)
        } else {
            #expect(count <= Gathering<Row>.defaultCap)
        }
        #expect(stage.asked.count < 300)
    }
}
