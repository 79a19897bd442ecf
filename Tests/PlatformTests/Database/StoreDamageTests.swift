import Foundation
import ServiceCore
import Store
import TestSupport
import Testing

@testable import Platform

/// D3: whatever happened to the file, the answer is a sentence and the file stays as it was.
///
/// Case D1.
@Suite struct StoreDamageTests {
    enum Damage: String, CaseIterable {
        case cutInHalf, cutInHeader, emptied, notADatabase, foreignDatabase, newerSchema, onlyJournalLeft
        case keyMissing, keyOfAnother, keyReadableByOthers, keyDamaged
    }

    @Test(arguments: Damage.allCases)
    func `a damaged folder is refused in one sentence and left as it was`(damage: Damage) async throws {
        let folder = try await StoreFixture.filledDirectory(contacts: 300)
        let directory = DataDirectory(folder.url)
        try apply(damage, to: directory)
        let before = try? Data(contentsOf: directory.database)
        let error = #expect(throws: ServiceError.self) { try PlatformStore.open(folder.url) }
        #expect(error?.code == .storage)
        #expect(error?.message.hasSuffix(".") == true && error?.hint?.isEmpty == false)
        let after = try? Data(contentsOf: directory.database)
        #expect(after == before)
    }

    @Test func `a deleted journal loses at most what stood in it`() async throws {
        let folder = try await StoreFixture.filledDirectory(contacts: 50)
        let directory = DataDirectory(folder.url)
        let copy = try TemporaryDirectory()
        let store = try PlatformStore.open(folder.url)
        try await store.setMeta(.rules, to: "only in the journal")
        for url in [directory.database, directory.key] {
            try FileManager.default.copyItem(at: url, to: copy.url.appending(path: url.lastPathComponent))
        }
        let reopened = try PlatformStore.open(copy.url)
        #expect(try await reopened.read { db in try StoreFixture.count(db, "contact") } == 50)
        #expect(try await reopened.quickCheck())
    }

    @Test func `four kilobytes of noise give an error or rows, never anything else`() async throws {
        let folder = try await StoreFixture.filledDirectory(contacts: 200)
        let directory = DataDirectory(folder.url)
        let whole = try Data(contentsOf: directory.database)
        var noticed = 0
        for seed in UInt64(0)..<40 {
            removeJournal(of: directory)
            var generator = SeededNumbers(seed: seed)
            var bytes = whole
            let start = Int.random(in: 0..<(bytes.count - 4096), using: &generator)
            for index in start..<start + 4096 { bytes[index] = .random(in: .min ... .max, using: &generator) }
            try bytes.write(to: directory.database)
            guard let error = await firstError(reading: folder.url) else { continue }
            #expect(error.code == .storage, "seed \(seed): \(error.message)")
            noticed += 1
        }
        // What hits an unused page or a text alone cannot be told from what was there.
        #expect(noticed > 30)
    }

    func firstError(reading url: URL) async -> ServiceError? {
        do throws(ServiceError) {
            let store = try PlatformStore.open(url)
            for table in ["account", "contact", "event", "delivery"] {
                try await store.read { db in
                    let rows = try SQLRow.fetchCursor(db, "SELECT * FROM \(sql: table)")
                    while try rows.next() != nil {}
                }
            }
            _ = try await store.quickCheck()
            try store.close()
            return nil
        } catch {
            return error
        }
    }

    @Test func `the hint names the newest backup`() async throws {
        let folder = try await StoreFixture.filledDirectory(contacts: 5)
        let store = try PlatformStore.open(folder.url)
        let backup = try await store.backUp(at: Date(timeIntervalSince1970: 1_700_000_000))
        try store.close()
        try Data().write(to: store.directory.database)
        let error = #expect(throws: ServiceError.self) { try PlatformStore.open(folder.url) }
        #expect(error?.hint?.contains(backup.path) == true)
    }

    @Test(.enabled(if: geteuid() != 0, "root may write everywhere"))
    func `a file that cannot be written is offered for reading`() async throws {
        let folder = try await StoreFixture.filledDirectory(contacts: 5)
        let directory = DataDirectory(folder.url)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o400], ofItemAtPath: directory.database.path)
        try FileManager.default.setAttributes([.posixPermissions: 0o500], ofItemAtPath: folder.url.path)
        defer {
            try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.url.path)
        }
        let error = #expect(throws: ServiceError.self) { try PlatformStore.open(folder.url) }
        #expect(error?.code == .readOnly)
        let reader = try PlatformStore.open(folder.url, readOnly: true)
        #expect(try await reader.read { db in try StoreFixture.count(db, "contact") } == 5)
    }

    @Test func `a full disk keeps what was there and says so`() async throws {
        let folder = try await StoreFixture.filledDirectory(contacts: 20)
        let store = try PlatformStore.open(folder.url)
        let error = await #expect(throws: ServiceError.self) {
            try await store.write { db in
                let pages = try Int.fetchOne(db, "PRAGMA page_count") ?? 0
                _ = try SQLRow.fetchOne(db, "PRAGMA max_page_count = \(sql: pages)")
                for number in 100...5000 {
                    try StoreFixture.contact(
                        db, account: 1, numid: number, email: "full\(number)@example.com")
                }
            }
        }
        #expect(error?.message.hasPrefix("The disk is full") == true)
        #expect(try await store.read { db in try StoreFixture.count(db, "contact") } == 20)
        try store.close()
        let reopened = try PlatformStore.open(folder.url)
        #expect(try await reopened.quickCheck())
        try await reopened.write { db in
            _ = try StoreFixture.contact(db, account: 1, numid: 99, email: "next@example.com")
        }
    }

    @Test func `a file cut anywhere is refused and left as it is`() async throws {
        let folder = try await StoreFixture.filledDirectory(contacts: 200)
        let directory = DataDirectory(folder.url)
        let whole = try Data(contentsOf: directory.database)
        var generator = SeededNumbers(seed: 3)
        for _ in 0..<40 {
            removeJournal(of: directory)
            let cut = whole.prefix(Int.random(in: 0..<whole.count, using: &generator))
            try cut.write(to: directory.database)
            let error = #expect(throws: ServiceError.self) { try PlatformStore.open(folder.url) }
            #expect(error?.code == .storage, "\(cut.count) bytes")
            #expect(try Data(contentsOf: directory.database) == cut)
        }
        try whole.write(to: directory.database)
        let store = try PlatformStore.open(folder.url)
        #expect(try await store.read { db in try StoreFixture.count(db, "contact") } == 200)
    }

    /// Everything in it stands in the database, because the store was closed.
    func removeJournal(of directory: DataDirectory) {
        for suffix in ["-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: directory.database.path + suffix)
        }
    }

    func apply(_ damage: Damage, to directory: DataDirectory) throws {
        removeJournal(of: directory)
        let database = directory.database
        var bytes = try Data(contentsOf: database)
        switch damage {
        case .cutInHalf: try bytes.prefix(bytes.count / 2).write(to: database)
        case .cutInHeader: try bytes.prefix(60).write(to: database)
        case .emptied: try Data().write(to: database)
        case .notADatabase:
            try Data("just some text, long enough to be taken for a header\n".utf8).write(to: database)
        case .foreignDatabase:
            bytes.replaceSubrange(68..<72, with: [0, 0, 0, 1])
            try bytes.write(to: database)
        case .newerSchema:
            let queue = try PlainDatabase(at: database)
            try queue.write { db in
                try db.execute("INSERT INTO grdb_migrations VALUES ('99 of tomorrow')")
            }
            try queue.close()
        case .onlyJournalLeft:
            try FileManager.default.removeItem(at: database)
            try Data(repeating: 7, count: 64).write(to: directory.files.writeAheadLog)
        case .keyMissing: try FileManager.default.removeItem(at: directory.key)
        case .keyOfAnother:
            try FileManager.default.removeItem(at: directory.key)
            _ = try KeyFile(directory.key).loadOrCreate()
        case .keyReadableByOthers:
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o644], ofItemAtPath: directory.key.path)
        case .keyDamaged:
            let handle = try FileHandle(forWritingTo: directory.key)
            try handle.truncate(atOffset: 20)
            try handle.close()
        }
    }
}
