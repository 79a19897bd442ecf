import Foundation
import ServiceCore
import Store
import Synchronization
import Testing

@testable import Platform

/// What the sample is said to have sent was sent by the engine, after its rows were there.
@Suite(.timeLimit(.minutes(10))) struct SamplePastTests {
    private let folder: TemporaryDirectory
    private let platform: EmbeddedPlatform
    private var store: PlatformStore { platform.context.store }

    init() async throws {
        folder = try TemporaryDirectory()
        platform = try await EmbeddedPlatform.open(
            PlatformOptions(
                dataDirectory: folder.url.path, who: "kim@console", dnsServer: "127.0.0.1:9",
                clock: { SamplePlatform.now }))
        try await SampleData.fill(platform.context.store, contacts: 6_000, now: SamplePlatform.now)
    }

    @Test func `rows are there before anything is played`() async throws {
        let (campaigns, drafts, deliveries) = try await store.read { db in
            (
                try Int.fetchOne(db, "SELECT count(*) FROM campaign") ?? 0,
                try Int.fetchOne(db, "SELECT count(*) FROM campaign WHERE state = 'draft'") ?? 0,
                try Int.fetchOne(db, "SELECT count(*) FROM delivery") ?? 0
            )
        }
        #expect(campaigns > 20 && drafts == campaigns && deliveries == 0)
        #expect(SampleData.state(of: folder.url.path) == .complete)
    }

    @Test(arguments: [1, 9, 25]) func `a past that is cut off is gone on with`(deeds: Int) async throws {
        try await cutOff(after: deeds)
        let history = try #require(try await store.read { db in try SampleHistory.current(in: db) })
        #expect(history.done >= deeds)
        try await SampleData.finish(platform.context)
        try await expectWhole()
    }

    private func cutOff(after deeds: Int) async throws {
        let running = Mutex<Task<Void, any Error>?>(nil)
        let (gate, opening) = AsyncStream<Void>.makeStream()
        let context = platform.context
        let task = Task {
            for await _ in gate { break }
            try await SampleData.finish(context) { progress in
                guard progress.phase == .history, progress.done == deeds else { return }
                running.withLock { $0?.cancel() }
            }
        }
        running.withLock { $0 = task }
        opening.yield()
        let error = await failure { try await task.value }
        #expect(error?.code == .cancelled)
    }

    @Test func `an engine that finds a past plays it first`() async throws {
        let changes = store.changes()
        platform.startEngine()
        for await _ in changes where try await store.meta(.samplePast) == nil { break }
        await platform.close()
        let record = try SandboxRecord(in: DataDirectory(folder.url)).entries()
        #expect(record.count > 500)
        #expect(record.map(\.milliseconds) == record.map(\.milliseconds).sorted())
    }

    @Test func `how much of the past is played is told until all of it is`() async throws {
        var told = platform.samplePast().makeAsyncIterator()
        let first = await told.next()
        #expect(first == SampleProgress(.history, done: 0, total: 0))
        try await SampleData.finish(platform.context)
        // Whoever is slow hears the newest alone.
        while let progress = await told.next() {
            guard let progress else { break }
            #expect(progress.done > 0 && progress.done < progress.total)
        }
        let after = try await store.read { db in try SampleHistory.current(in: db) }
        #expect(after == nil)
    }

    @Test func `a past is played once`() async throws {
        try await SampleData.finish(platform.context)
        let before = try await newestEvent()
        try await SampleData.finish(platform.context)
        #expect(try await newestEvent() == before)
    }

    private func newestEvent() async throws -> Int64? {
        try await store.read { db in try Int64.fetchOne(db, "SELECT max(id) FROM event") }
    }

    @Test func `what was done to a launch stands in the trail, at its time`() async throws {
        try await SampleData.finish(platform.context)
        let (missing, early) = try await store.read { db in
            (
                try String.fetchAll(
                    db,
                    """
                    SELECT title FROM campaign c WHERE launched_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM audit a
                    WHERE a.target_kind = 'campaign' AND a.target = c.id AND a.action = 'launch'
                    AND a.at = c.launched_at AND a.who = 'ana@desk-1')
                    """),
                try Int.fetchOne(
                    db, "SELECT count(*) FROM audit e JOIN audit n ON n.id = e.id + 1 WHERE n.at < e.at")
            )
        }
        #expect(missing.isEmpty)
        #expect(early == 0)
        let stops = try await store.read { db in
            Set(
                try String.fetchAll(
                    db, "SELECT action FROM audit WHERE target_kind = 'campaign' AND action <> 'launch'"))
        }
        #expect(stops == ["pause", "resume", "abort"])
    }

    private func expectWhole() async throws {
        #expect(try await store.meta(.samplePast) == nil)
        let launched = try await store.read { db in
            try SQLRow.fetchAll(db, "SELECT id, state FROM campaign WHERE launched_at IS NOT NULL").map {
                (id: $0[0] as Int64, state: $0[1] as String)
            }
        }
        #expect(launched.count >= 9)
        #expect(Set(launched.map(\.state)) == ["finished", "running", "preparing", "paused", "aborted"])
        for launch in launched { try await Reconciler(store: store).check(launch.id) }
    }
}
