import Foundation
import Store
import Testing

@testable import Platform

@Suite(.timeLimit(.minutes(10))) struct ChangeNoticesTests {
    let folder: TemporaryDirectory
    let store: PlatformStore

    init() throws {
        folder = try TemporaryDirectory()
        store = try PlatformStore.open(folder.url)
    }

    @Test func `a commit names the tables it changed, by triggers too`() async throws {
        let account = try await store.write { db in try StoreFixture.account(db) }
        var changes = store.changes().makeAsyncIterator()
        try await store.write { db in
            try db.execute(
                """
                INSERT INTO suppression (account, channel, address, reason, at) VALUES (\(account),
                'email', 'a@b.c', 'manual', 0)
                """)
        }
        let change = await changes.next()
        #expect(change == .tables(["suppression", "contact"]))
    }

    @Test func `a rolled back transaction is not told`() async throws {
        var changes = store.changes().makeAsyncIterator()
        await #expect(throws: (any Error).self) {
            try await store.write { db in
                _ = try StoreFixture.account(db)
                throw CancellationError()
            }
        }
        try await store.setMeta(.rules, to: "1")
        #expect(await changes.next() == .tables(["meta"]))
    }

    @Test func `unread changes become one that says it all`() async throws {
        var changes = store.changes().makeAsyncIterator()
        _ = try await store.write { db in try StoreFixture.account(db) }
        try await store.setMeta(.rules, to: "1")
        #expect(await changes.next() == .tables(["account", "meta"]))
    }

    @Test(.timeLimit(.minutes(10))) func `another process's commit is told without being asked for`()
        async throws
    {
        let other = try PlatformStore.open(folder.url)
        var changes = store.changes().makeAsyncIterator()
        // A commit may race with the start of the watch, so there is more than one.
        let commits = Task {
            var number = 0
            while !Task.isCancelled {
                number += 1
                try await other.setMeta(.rules, to: String(number))
            }
        }
        #expect(await changes.next() == .external)
        commits.cancel()
        _ = await commits.result
    }

    @Test func `a writer that rings no bell is noticed as well`() async throws {
        var changes = store.changes().makeAsyncIterator()
        let plain = try PlainDatabase(at: store.directory.database)
        try plain.write { db in try MetaKey.rules.set("1", in: db) }
        #expect(await changes.next() == .external)
    }

    @Test func `what another process committed before the watch began is told`() async throws {
        let other = try PlatformStore.open(folder.url)
        try await other.setMeta(.rules, to: "1")
        var changes = store.changes().makeAsyncIterator()
        #expect(await changes.next() == .external)
    }

    @Test func `closing ends the streams`() async throws {
        var changes = store.changes().makeAsyncIterator()
        try store.close()
        #expect(await changes.next() == nil)
    }
}
