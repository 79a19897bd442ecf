import Store
import Testing

@testable import Platform

@Suite struct RequeueUpgradeTests {
    @Test func `a launch of an older file has nothing left to send again`() async throws {
        let opened = try OldDirectory(
            """
            INSERT INTO campaign (id, uuid, account, numid, channel, type, title, created_at, updated_at)
            VALUES (1, 'c', 1, 1, 'email', 'normal', 'Sale', 0, 0);
            """
        ).open()
        #expect(try await opened.store.read { db in try Requeue.of(1, in: db) } == nil)
        let left = Requeue(choice: ResendChoice(), who: "kim", next: 3, last: 9)
        try await opened.store.write { db in try Requeue.set(left, of: 1, in: db) }
        #expect(try await opened.store.read { db in try Requeue.of(1, in: db) } == left)
    }
}
