import Foundation
import ServiceCore
import Store
import TestSupport
import Testing

@testable import Platform

/// The whole file is looked through after a crash, and beside the work otherwise.
extension StoreDamageTests {
    /// As a process leaves it that is killed.
    func leaveOpen(_ directory: DataDirectory) throws {
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
}
