import Foundation
import Store
import Testing

@testable import Platform

@Suite struct DailyBackupTests {
    private let folder: TemporaryDirectory
    private let store: PlatformStore
    private let start = Date(timeIntervalSince1970: 1_770_000_000)

    init() throws {
        folder = try TemporaryDirectory()
        store = try PlatformStore.open(folder.url)
    }

    private var copies: Int {
        let names = try? FileManager.default.contentsOfDirectory(atPath: store.directory.files.backups.path)
        return names?.count ?? 0
    }

    @Test func `a copy is made once a day, whoever runs the engine`() async {
        let first = DailyBackup(store)
        #expect(await first.makeIfDue(at: start) == 86_400)
        #expect(await first.makeIfDue(at: start + 100) == 86_300)
        #expect(await DailyBackup(store).makeIfDue(at: start + 200) == 86_200)
        #expect(copies == 1)
        #expect(await first.makeIfDue(at: start + 86_400) == 86_400)
        #expect(copies == 2)
    }

    @Test func `a clock set back puts the next copy off by a day at most`() async {
        _ = await DailyBackup(store).makeIfDue(at: start)
        #expect(await DailyBackup(store).makeIfDue(at: start - 1_000_000) == 86_400)
    }

    @Test func `a copy that fails is tried again in an hour`() async throws {
        try Data().write(to: store.directory.files.backups)
        #expect(await DailyBackup(store).makeIfDue(at: start) == 3600)
    }

    @Test func `made-up data is not copied`() async throws {
        try await store.setMeta(.createdByDemo, to: "yes")
        _ = await DailyBackup(store).makeIfDue(at: start)
        #expect(copies == 0)
    }
}
