import Dispatch
import GRDB
import ServiceCore
import Testing

@testable import Store

/// Writes of which nothing comes: their disk is full, their task cancelled, their store closed.
extension GroupCommitTests {
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
}
