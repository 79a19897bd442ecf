import Dispatch
import GRDB
import ServiceCore
import Synchronization
import Testing

@testable import Store

@Suite struct ReadLineTests {
    private let store: NoteStore

    init() throws { store = try NoteStore(options: .server) }

    @Test func `a read sees every write that has returned`() async throws {
        for count in 1...20 {
            try await store.write(NoteStore.note("\(count)"))
            #expect(try await store.notes().count == count)
        }
    }

    /// The type forbids it already; this goes round it.
    @Test func `a read cannot write`() async {
        let error = await failure {
            try await store.read { db in try WriteTransaction(db.db).execute("DELETE FROM note") }
        }
        #expect((error as? DatabaseError)?.resultCode == .SQLITE_READONLY)
    }

    @Test func `as many go on at once as there are readers, and all are answered`() async throws {
        let reads = ReadLine(store.pool.connections, limit: 3)
        let peak = Peak()
        let sum = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 1...200 {
                group.addTask {
                    try await reads.perform { db in
                        peak.enter()
                        defer { peak.leave() }
                        return try Int.fetchOne(db, "SELECT \(number)") ?? 0
                    }
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(sum == 20_100)
        #expect((1...3).contains(peak.most))
    }

    @Test func `a read whose task is cancelled while it waits never happens`() async throws {
        let reads = ReadLine(store.pool.connections, limit: 1)
        let gate = DispatchSemaphore(value: 0)
        let (began, telling) = AsyncStream<Void>.makeStream()
        let first = Task {
            try await reads.perform { _ in
                telling.finish()
                gate.wait()
            }
        }
        for await _ in began {}
        let peak = Peak()
        let second = Task { try await reads.perform { _ in peak.enter() } }
        second.cancel()
        gate.signal()
        try await first.value
        await #expect(throws: CancellationError.self) { try await second.value }
        #expect(peak.most == 0)
    }

    @Test func `a closed store refuses to read`() async throws {
        try store.pool.close(because: nil)
        let error = try #require(await failure { try await store.read { _ in 1 } })
        #expect(ServiceError(storing: error, in: store.pool.files).code == .storage)
    }
}

/// How many were in at once.
private final class Peak: Sendable {
    private let counts = Mutex((now: 0, most: 0))

    var most: Int { counts.withLock { $0.most } }

    func enter() {
        counts.withLock { counts in
            counts.now += 1
            counts.most = max(counts.most, counts.now)
        }
    }

    func leave() { counts.withLock { $0.now -= 1 } }
}
