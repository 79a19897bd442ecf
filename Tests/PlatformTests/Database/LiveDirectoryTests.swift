import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

/// A folder that is taken away under a process.
@Suite(.timeLimit(.minutes(10))) struct LiveDirectoryTests {
    /// What can happen to the folder's name, or to the database's in it.
    enum Loss: String, CaseIterable {
        case deleted, moved, replaced, databaseDeleted, databaseReplaced, parentMoved, logDeleted
    }

    private let parent: TemporaryDirectory
    private let url: URL

    init() throws {
        parent = try TemporaryDirectory()
        url = parent.url.appending(path: "above/data")
    }

    private func lose(_ loss: Loss) throws {
        let files = FileManager.default
        let aside = parent.url.appending(path: "aside")
        let database = url.appending(path: "sendboard.sqlite")
        switch loss {
        case .deleted: try files.removeItem(at: url)
        case .moved: try files.moveItem(at: url, to: aside)
        case .replaced:
            try files.copyItem(at: url, to: parent.url.appending(path: "copy"))
            try files.moveItem(at: url, to: aside)
            try files.moveItem(at: parent.url.appending(path: "copy"), to: url)
        case .databaseDeleted: try files.removeItem(at: database)
        case .databaseReplaced:
            try files.copyItem(at: database, to: aside)
            try files.removeItem(at: database)
            try files.moveItem(at: aside, to: database)
        case .logDeleted: try files.removeItem(atPath: database.path + "-wal")
        case .parentMoved: try files.moveItem(at: url.deletingLastPathComponent(), to: aside)
        }
    }

    @Test(arguments: Loss.allCases)
    func `a write into a folder that is gone fails, and is told`(_ loss: Loss) async throws {
        let store = try PlatformStore.open(url)
        try await store.setMeta(.rules, to: "{}")
        try lose(loss)
        let error = await failure { try await store.setMeta(.rules, to: "[]") }
        #expect(error?.code == .storage)
        let word = [.replaced, .databaseReplaced].contains(loss) ? "replaced by another" : "was removed"
        #expect(error?.message.contains(word) == true, "\(error?.message ?? "")")
        #expect(await store.trouble() == error)
        #expect(await failure { try await store.meta(.rules) } == error)
    }

    @Test(arguments: Loss.allCases)
    func `whoever waits is told of the loss without a call`(_ loss: Loss) async throws {
        let store = try PlatformStore.open(url)
        let told = Task { await store.loss() }
        let changes = store.changes()
        try lose(loss)
        for await _ in changes where store.lossSoFar != nil { break }
        // A folder that is being deleted is found without its log first.
        #expect(await told.value?.code == .storage)
    }

    @Test func `a folder that was half deleted at the first look is told as it is in the end`() async throws {
        let store = try PlatformStore.open(url)
        try await store.setMeta(.rules, to: "{}")
        let log = url.appending(path: "sendboard.sqlite-wal")
        try FileManager.default.removeItem(at: log)
        try Data().write(to: log)
        #expect(store.checkDirectory()?.message.contains("log") == true)
        #expect(store.lossSoFar?.message.contains("was replaced by another while it was in use") == true)
        try FileManager.default.removeItem(at: url)
        store.checkDirectory()
        let removed = "The data directory \(url.path) was removed while it was in use."
        #expect(store.lossSoFar?.message == removed)
        #expect(await failure { try await store.meta(.rules) }?.message == removed)
    }

    @Test func `closing ends the wait for a loss`() async throws {
        let store = try PlatformStore.open(url)
        let told = Task { await store.loss() }
        try store.close()
        #expect(await told.value == nil)
    }

    @Test(arguments: Loss.allCases)
    func `nothing is handed over once the folder is gone`(_ loss: Loss) async throws {
        let bench = try await LaunchBench(contacts: 30, options: .immediate(rates: .silent), in: url)
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        let engine = try await bench.engine()
        let claim = try await engine.step()
        #expect(claim.messages.count == 30)
        let record = try FileHandle(forReadingFrom: SandboxRecord(in: bench.store.directory).url)
        try lose(loss)
        try await engine.submit(claim)
        #expect(try record.readToEnd()?.isEmpty != false)
        #expect(await failure { try await engine.step() }?.code == .storage)
    }

    @Test func `a copy that comes too late does not bring the folder back`() async throws {
        let store = try PlatformStore.open(url)
        try await store.setMeta(.rules, to: "{}")
        try lose(.deleted)
        await #expect(throws: ServiceError.self) { try await store.backUp(at: Date()) }
        #expect(!FileManager.default.fileExists(atPath: url.path))
    }

    @Test func `a folder in use is in order`() async throws {
        let store = try PlatformStore.open(url)
        #expect(await store.trouble() == nil)
        let reader = try PlatformStore.open(url, readOnly: true)
        #expect(await reader.trouble() == nil)
    }

    @Test func `after a write that failed a look tries one itself`() async throws {
        let store = try PlatformStore.open(url)
        let full = await failure {
            try await store.write { db in
                let pages = try Int.fetchOne(db, "PRAGMA page_count") ?? 0
                _ = try SQLRow.fetchOne(db, "PRAGMA max_page_count = \(sql: pages)")
                for number in 1...5000 {
                    try db.execute(
                        """
                        INSERT INTO meta (key, value) VALUES (\("filler\(number)"),
                        \(String(repeating: "x", count: 900)))
                        """)
                }
            }
        }
        #expect(full?.message.hasPrefix("The disk is full") == true)
        #expect(await store.trouble() == nil)
    }
}
