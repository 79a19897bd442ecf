import Foundation
import ServiceCore
import Store
import TestSupport
import Testing

@testable import Platform

/// D3: whatever happened to the file, the answer is a sentence and the file stays as it was.
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

    private func firstError(reading url: URL) async -> ServiceError? {
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

    /// As a process leaves it that is killed.
    private func leaveOpen(_ directory: DataDirectory) throws {
        try Data("open".utf8).write(to: directory.files.sessionLock)
    }

    @Test func `after a crash the whole file is looked through, and damage stops every call`() async throws {
        let folder = try await StoreFixture.filledDirectory(contacts: 400)
        let directory = DataDirectory(folder.url)
        // Without a journal that still holds the pages; its making writes the header.
        removeJournal(of: directory)
        try PlatformStore.open(folder.url).close()
        var bytes = try Data(contentsOf: directory.database)
        // A page of contacts, which no opening reads.
        let place = try #require(bytes.range(of: Data("Nachname250".utf8))).lowerBound / 4096 * 4096
        bytes.replaceSubrange(place..<place + 4096, with: Data(repeating: 0xA5, count: 4096))
        try bytes.write(to: directory.database)
        try leaveOpen(directory)
        let store = try PlatformStore.open(folder.url)
        await store.checkAfterCrash()
        let reading = await failure { try await store.meta(.rules) }
        let writing = await failure { try await store.setMeta(.rules, to: "{}") }
        #expect(reading?.code == .storage && reading?.message.contains("is damaged") == true)
        #expect(writing == reading && reading?.hint?.isEmpty == false)
        try store.close()
        #expect(try Data(contentsOf: directory.database) == bytes)
        #expect(try PlatformStore.open(folder.url).session?.comesAfterCrash == true)
    }

    @Test func `damage is found without a crash, told, and a copy is kept that is no backup`() async throws {
        let folder = try await StoreFixture.filledDirectory(contacts: 400)
        let directory = DataDirectory(folder.url)
        removeJournal(of: directory)
        try PlatformStore.open(folder.url).close()
        var bytes = try Data(contentsOf: directory.database)
        let place = try #require(bytes.range(of: Data("Nachname250".utf8))).lowerBound / 4096 * 4096
        bytes.replaceSubrange(place..<place + 4096, with: Data(repeating: 0xA5, count: 4096))
        try bytes.write(to: directory.database)
        let platform = try await EmbeddedPlatform.open(
            PlatformOptions(dataDirectory: folder.url.path, who: "kim@console"))
        let error = await failure { try await platform.checkDatabase() }
        #expect(error?.message.contains("is damaged") == true)
        #expect(await platform.context.store.trouble() == error)
        for await trouble in platform.troubles() {
            #expect(trouble == error)
            break
        }
        let copies = try FileManager.default.contentsOfDirectory(atPath: directory.files.backups.path)
        #expect(copies.count == 1 && copies[0].hasSuffix("-damaged.sqlite"))
        #expect(directory.files.newestBackup == nil)
        await platform.close()
        #expect(try Data(contentsOf: directory.database) == bytes)
    }

    @Test func `a damaged file pushes no sound copy out`() async throws {
        let folder = try await StoreFixture.filledDirectory(contacts: 400)
        let directory = DataDirectory(folder.url)
        removeJournal(of: directory)
        let store = try PlatformStore.open(folder.url)
        let now = Date(timeIntervalSince1970: 1_770_000_000)
        let sound = try await store.backUp(at: now)
        try store.close()
        removeJournal(of: directory)
        var bytes = try Data(contentsOf: directory.database)
        let place = try #require(bytes.range(of: Data("Nachname250".utf8))).lowerBound / 4096 * 4096
        bytes.replaceSubrange(place..<place + 4096, with: Data(repeating: 0xA5, count: 4096))
        try bytes.write(to: directory.database)
        let damaged = try PlatformStore.open(folder.url)
        _ = await DailyBackup(damaged).makeIfDue(at: now.addingTimeInterval(2 * 86_400))
        #expect(damaged.damage?.code == .storage)
        #expect(directory.files.newestBackup?.lastPathComponent == sound.lastPathComponent)
    }

    @Test func `a sound file is looked through once after a crash, and not without one`() async throws {
        let folder = try await StoreFixture.filledDirectory(contacts: 20)
        let directory = DataDirectory(folder.url)
        try leaveOpen(directory)
        for comesAfterCrash in [true, false, false] {
            let store = try PlatformStore.open(folder.url)
            #expect(store.session?.comesAfterCrash == comesAfterCrash)
            await store.checkAfterCrash()
            try store.close()
        }
    }

    @Test func `an opening beside another is no opening after a crash`() throws {
        let folder = try TemporaryDirectory()
        let first = try PlatformStore.open(folder.url)
        let second = try PlatformStore.open(folder.url)
        #expect(second.session?.comesAfterCrash == false)
        try first.close()
        try second.close()
        #expect(try PlatformStore.open(folder.url).session?.comesAfterCrash == false)
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
    private func removeJournal(of directory: DataDirectory) {
        for suffix in ["-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: directory.database.path + suffix)
        }
    }

    private func apply(_ damage: Damage, to directory: DataDirectory) throws {
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
