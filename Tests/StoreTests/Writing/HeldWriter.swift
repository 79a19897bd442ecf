import Dispatch
import GRDB
import Synchronization

@testable import Store

/// Keeps a database's writer busy until a test lets go, so that writes gather behind it in a known order.
struct HeldWriter {
    private let gate = DispatchSemaphore(value: 0)
    private let writes: GroupCommit

    /// - Parameters:
    ///   - writes: whose line is watched; the store's own by default.
    ///   - keepsDatabase: holds the file too, against other openings of it.
    init(_ store: NoteStore, _ writes: GroupCommit? = nil, keepsDatabase: Bool = false) async {
        self.writes = writes ?? store.pool.writes
        await withCheckedContinuation { [gate] holding in
            store.pool.connections.asyncWriteWithoutTransaction { db in
                if keepsDatabase { try? db.beginTransaction(.immediate) }
                holding.resume()
                gate.wait()
                if keepsDatabase { try? db.rollback() }
            }
        }
    }

    /// Starts a write and returns when it is in the line.
    func add<T: Sendable>(_ body: @escaping @Sendable (WriteTransaction) throws -> T) async -> Task<
        T, any Error
    > {
        let count = writes.waitingCount
        let task = Task { [writes] in try await writes.perform(body) }
        await waits(for: count + 1)
        return task
    }

    func waits(for count: Int) async {
        while writes.waitingCount < count { await Task.yield() }
    }

    func release() { gate.signal() }
}

/// Counts the commits of a database's writer.
final class CommitCounter: TransactionObserver, Sendable {
    private let number = Mutex(0)

    var count: Int { number.withLock { $0 } }

    init(_ store: NoteStore) {
        store.pool.connections.add(transactionObserver: self, extent: .databaseLifetime)
    }

    func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { true }
    func databaseDidChange(with event: DatabaseEvent) {}
    func databaseDidCommit(_ db: GRDB.Database) { number.withLock { $0 += 1 } }
    func databaseDidRollback(_ db: GRDB.Database) {}
}
