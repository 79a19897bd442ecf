import Dispatch
import GRDB
import ServiceCore
import Testing

@testable import Store

@Suite struct GroupCommitTests {
    let store: NoteStore
    let commits: CommitCounter
    static let patient = GroupCommit.Limits(time: .seconds(600))

    init() throws {
        store = try NoteStore()
        commits = CommitCounter(store)
    }

    static func note(_ text: String) -> @Sendable (WriteTransaction) throws -> Int64 {
        NoteStore.note(text)
    }

    static func failing(_ text: String) -> @Sendable (WriteTransaction) throws -> Int64 {
        { db in
            _ = try note(text)(db)
            throw ServiceError(.refused, text)
        }
    }

    func notes() async throws -> [String] { try await store.notes() }

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
