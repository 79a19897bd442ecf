import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

@Suite struct StoreOpeningTests {
    let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    private func permissions(_ url: URL) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: url.path)[.posixPermissions] as? Int
    }

    @Test func `a new folder and its files are for their owner alone`() throws {
        let directory = DataDirectory(folder.url.appending(path: "deep/data"))
        let store = try PlatformStore.open(directory.url)
        defer { try? store.close() }
        let modes = try [directory.url, directory.database, directory.key].map(permissions)
        #expect(modes == [0o700, 0o600, 0o600])
    }

    @Test func `a new folder holds nothing half made`() throws {
        try PlatformStore.open(folder.url).close()
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
        #expect(names.filter { $0.contains(".new-") } == [])
    }

    @Test func `what was written is there when the store is opened again`() async throws {
        let first = try PlatformStore.open(folder.url)
        try await first.setMeta(.createdByDemo, to: "yes")
        try first.close()
        let second = try PlatformStore.open(folder.url)
        #expect(try await second.meta(.createdByDemo) == "yes")
    }

    @Test func `opening a current database writes nothing`() async throws {
        let first = try PlatformStore.open(folder.url)
        // A store that was read from leaves its journal file; SQLite removes it only after mere writing.
        _ = try await first.meta(.rules)
        try first.close()
        let directory = DataDirectory(folder.url)
        let files = [directory.database, directory.files.writeAheadLog]
        let before = try files.map { try Data(contentsOf: $0) }
        let store = try PlatformStore.open(folder.url)
        let after = try files.map { try Data(contentsOf: $0) }
        #expect(after == before)
        try store.close()
    }

    @Test func `several processes may make the same database at once`() async throws {
        let url = folder.url
        let fingerprints = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<6 {
                group.addTask { try PlatformStore.open(url).vault.fingerprint }
            }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(fingerprints.count == 1)
    }

    @Test func `commits wait for the disk`() async throws {
        let store = try PlatformStore.open(folder.url)
        let modes = try await store.write { db in
            try [Int.fetchOne(db, "PRAGMA synchronous"), Int.fetchOne(db, "PRAGMA foreign_keys")]
        }
        #expect(modes == [2, 1])
    }

    @Test func `a store opened for reading refuses to write`() async throws {
        try PlatformStore.open(folder.url).close()
        let store = try PlatformStore.open(folder.url, readOnly: true)
        let error = await #expect(throws: ServiceError.self) { try await store.setMeta(.rules, to: "{}") }
        #expect(error?.code == .readOnly)
    }

    @Test func `there is nothing to read in an empty folder`() throws {
        let error = #expect(throws: ServiceError.self) { try PlatformStore.open(folder.url, readOnly: true) }
        #expect(error?.code == .notFound)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == [])
    }

    @Test func `an older schema is copied before it is brought up to date`() async throws {
        try PlatformStore.open(folder.url).close()
        let directory = DataDirectory(folder.url)
        let queue = try PlainDatabase(at: directory.database, checksReferences: false)
        // Without its only migration's mark the file looks like one of before it; without its tables it can run.
        try queue.write { db in
            try db.execute("DELETE FROM grdb_migrations")
            let triggers = try String.fetchAll(db, "SELECT name FROM sqlite_schema WHERE type = 'trigger'")
            for name in triggers { try db.execute("DROP TRIGGER \(sql: name)") }
            for name in ContactIndices.texts.map(\.name) {
                try db.execute("DROP TABLE \(sql: name)_letters; DROP TABLE \(sql: name)")
            }
            let tables = try String.fetchAll(
                db,
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'grdb_migrations' AND name NOT LIKE 'sqlite_%'"
            )
            for name in tables { try db.execute("DROP TABLE \(sql: name)") }
        }
        try queue.close()
        let store = try PlatformStore.open(folder.url)
        #expect(try await store.read { db in try db.tableExists("contact") })
        #expect(directory.files.newestBackup?.lastPathComponent.hasSuffix("-before-upgrade.sqlite") == true)
    }

    @Test func `a backup holds the rows and is found as the newest`() async throws {
        let store = try PlatformStore.open(folder.url)
        try await store.setMeta(.rules, to: "kept")
        let url = try await store.backUp(at: Date(timeIntervalSince1970: 1_700_000_000))
        let copy = try PlainDatabase(at: url)
        #expect(try copy.read { db in try MetaKey.rules.value(in: db) } == "kept")
        #expect(store.directory.files.newestBackup?.path == url.path)
        #expect(try permissions(url) == 0o600)
    }

    @Test func `a sound file passes the quick check`() async throws {
        let store = try PlatformStore.open(folder.url)
        #expect(try await store.quickCheck())
        #expect(try await store.quickCheck(upTo: 1) == false)
    }
}
