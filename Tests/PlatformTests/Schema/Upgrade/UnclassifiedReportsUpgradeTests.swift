import Store
import Testing

@testable import Platform

@Suite struct UnclassifiedReportsUpgradeTests {
    @Test func `an older file has a place for what could not be read, and nothing in it`() async throws {
        let opened = try OldDirectory("").open()
        let kept = try await opened.store.read { db in try UnclassifiedReports.newest(10, in: db) }
        #expect(kept.reports == [] && kept.all == 0)
    }
}
