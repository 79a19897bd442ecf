import Dispatch
import GRDB
import ServiceCore
import Testing

@testable import Store

@Suite struct GroupCommitTests {
    private let store: NoteStore
    private let commits: CommitCounter
    private static let patient = GroupCommit.Limits(time: .seconds(600))

    init() throws {
        store = try NoteStore()
        commits = CommitCounter(store)
    }

    private static func note(_ text: String) -> @Sendable (WriteTransaction) throws -> Int64 {
        NoteStore.note(text)
    }

    private static func failing(_ text: String) -> @Sendable (WriteTransaction) throws -> Int64 {
        { db in
            _ = try note(text)(db)
            throw ServiceError(.refused, text)
        }
    }

    private func notes() async throws -> [String] { try await store.notes() }

    @Test func `writes that waited for one another are one commit, in their order`() async throws {
        let writes = GroupCommit(store.pool.connections, limits: Self.patient)
        let held = await HeldWriter(store, writes)
        var tasks: [Task<Int64, any Error>] = []
        for text in ["a", "b", "c", "d"] { tasks.append(await held.add(Self.note(text))) }
        held.release()
        var ids: [Int64] = []
        for task in tasks { ids.append(try await task.value) }
        #expect(ids == [1, 2, 3, 4])
        #expect(try await notes() == ["a", "b", "c", "d"])
        #expect(commits.count == 1)
    }

    @Test(arguments: [
        ["A", "b", "c", "d"], ["a", "B", "c", "D"], ["A", "B", "c", "d"], ["A", "B", "C", "D"],
    ])
    func `a write that fails is undone alone and has its own answer`(texts: [String]) async throws {
        let writes = GroupCommit(store.pool.connections, limits: Self.patient)
        let held = await HeldWriter(store, writes)
        var tasks: [Task<Int64, any Error>] = []
        for text in texts {
            tasks.append(await held.add(text == text.lowercased() ? Self.note(text) : Self.failing(text)))
        }
        held.release()
        for (text, task) in zip(texts, tasks) where text != text.lowercased() {
            #expect((await failure { try await task.value } as? ServiceError)?.message == text)
        }
        for (text, task) in zip(texts, tasks) where text == text.lowercased() { _ = try await task.value }
        #expect(try await notes() == texts.filter { $0 == $0.lowercased() })
    }

    @Test func `a lone write is a transaction of its own`() async throws {
        _ = try await store.write(Self.note("a"))
        _ = try await store.write(Self.note("b"))
        #expect(commits.count == 2)
    }

    @Test func `a transaction takes in so many writes and no more`() async throws {
        let writes = GroupCommit(
            store.pool.connections, limits: GroupCommit.Limits(writes: 3, time: .seconds(600)))
        let held = await HeldWriter(store, writes)
        var tasks: [Task<Int64, any Error>] = []
        for number in 1...7 { tasks.append(await held.add(Self.note("\(number)"))) }
        held.release()
        for task in tasks { _ = try await task.value }
        #expect(commits.count == 3)
        #expect(try await notes() == (1...7).map(String.init))
    }

    @Test func `a write that takes long is the last of its transaction`() async throws {
        let writes = GroupCommit(store.pool.connections, limits: GroupCommit.Limits(time: .zero))
        let held = await HeldWriter(store, writes)
        var tasks: [Task<Int64, any Error>] = []
        for number in 1...3 { tasks.append(await held.add(Self.note("\(number)"))) }
        held.release()
        for task in tasks { _ = try await task.value }
        #expect(commits.count == 3)
    }

    @Test func `a full disk that undoes the transaction fails everybody in it`() async throws {
        try await store.write { db in
            let pages = try Int.fetchOne(db, "PRAGMA page_count") ?? 0
            _ = try Int.fetchOne(db, "PRAGMA max_page_count = \(sql: pages + 2)")
        }
        let writes = GroupCommit(store.pool.connections, limits: Self.patient)
        let held = await HeldWriter(store, writes)
        let good = await held.add(Self.note("good"))
        let large = await held.add(Self.note(String(repeating: "x", count: 1 << 20)))
        let later = await held.add(Self.note("later"))
        held.release()
        for task in [good, large] {
            let error = await #expect(throws: DatabaseError.self) { try await task.value }
            #expect(error?.resultCode == .SQLITE_FULL)
        }
        _ = try await later.value
        #expect(try await notes() == ["later"])
    }

    @Test func `a commit that fails fails everybody, and nothing is kept`() async throws {
        let writes = GroupCommit(store.pool.connections, limits: Self.patient)
        let held = await HeldWriter(store, writes)
        let good = await held.add(Self.note("good"))
        let bad = await held.add { db in
            try db.execute("PRAGMA defer_foreign_keys = ON")
            try db.execute("INSERT INTO remark (note) VALUES (99)")
        }
        held.release()
        await #expect(throws: DatabaseError.self) { try await good.value }
        await #expect(throws: DatabaseError.self) { try await bad.value }
        #expect(try await notes() == [])
        #expect(commits.count == 0)
    }

    @Test func `a write cancelled while it waits never happens`() async throws {
        let held = await HeldWriter(store)
        let task = Task { [store] in try await store.write(Self.note("never")) }
        await held.waits(for: 1)
        task.cancel()
        #expect(await failure { try await task.value } is CancellationError)
        held.release()
        _ = try await store.write(Self.note("next"))
        #expect(try await notes() == ["next"])
    }

    @Test func `a write of a task that is cancelled already never happens`() async throws {
        let task = Task { [store] in
            withUnsafeCurrentTask { $0?.cancel() }
            return try await store.write(Self.note("never"))
        }
        #expect(await failure { try await task.value } is CancellationError)
        #expect(try await notes() == [])
    }

    @Test func `a write that has begun is carried out though its task is cancelled`() async throws {
        let (began, telling) = AsyncStream<Void>.makeStream()
        let gate = DispatchSemaphore(value: 0)
        let task = Task { [store] in
            try await store.write { db in
                telling.finish()
                gate.wait()
                return try Self.note("kept")(db)
            }
        }
        for await _ in began {}
        task.cancel()
        gate.signal()
        #expect(try await task.value == 1)
        #expect(try await notes() == ["kept"])
    }

    @Test func `everybody in the line is told when another process keeps the database`() async throws {
        var options = StoreOptions.console
        options.busyTimeout = .milliseconds(1)
        let hasty = try NoteStore(reopening: store, options: options)
        let other = await HeldWriter(store, keepsDatabase: true)
        let held = await HeldWriter(hasty)
        let tasks = [await held.add(Self.note("a")), await held.add(Self.note("b"))]
        held.release()
        for task in tasks {
            let error = await #expect(throws: DatabaseError.self) { try await task.value }
            #expect(error?.resultCode == .SQLITE_BUSY)
        }
        other.release()
        _ = try await store.write(Self.note("c"))
        #expect(try await notes() == ["c"])
        try hasty.pool.close(because: nil)
    }

    @Test func `closing carries out what waits and refuses what comes later`() async throws {
        let held = await HeldWriter(store)
        let tasks = [await held.add(Self.note("a")), await held.add(Self.note("b"))]
        let closing = Task.detached { [store] in try store.pool.close(because: nil) }
        held.release()
        for task in tasks { _ = try await task.value }
        try await closing.value
        let late = await failure { [store] in try await store.write(Self.note("late")) }
        #expect((late as? ServiceError)?.code == .storage)
        let again = try NoteStore(reopening: store)
        #expect(try await again.notes().count == 2)
    }

    @Test func `hundreds of writes at once make few commits and all stand when the store is opened again`()
        async throws
    {
        let held = await HeldWriter(store)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...400 {
                group.addTask { [store] in _ = try await store.write(Self.note("\(number)")) }
            }
            await held.waits(for: 400)
            held.release()
            try await group.waitForAll()
        }
        #expect(commits.count < 100)
        try store.pool.close(because: nil)
        let again = try NoteStore(reopening: store)
        #expect(try await again.notes().count == 400)
    }
}
