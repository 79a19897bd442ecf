import ServiceCore
import Store
import Testing

@testable import Platform

@Suite struct RefusalRailUpgradeTests {
    @Test func `an account of an older file pauses nothing that it did not pause before`() async throws {
        let opened = try OldDirectory("").open()
        let kept = try await opened.store.read { db in try LaunchRails.of(account: 1, in: db) }
        #expect(kept.rails == Account.Rails() && kept.rails.words == nil)
        try await opened.store.write { db in try db.execute("UPDATE account SET pause_refusals = 7") }
        let set = try await opened.store.read { db in try LaunchRails.of(account: 1, in: db) }
        #expect(set.rails.words == "7 % refused, after 100")
    }
}
