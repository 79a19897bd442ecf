import GRDB
import NIOCore
import ServiceCore
import Synchronization

/// Carries out the writes of many callers; those that wait for one another share a transaction and its one flush.
///
/// A lone write begins at once. What comes while a commit is under way waits for its end and is then committed
/// together, in the order in which it came. Each write keeps its own fate: what fails is undone alone.
final class GroupCommit: Sendable {
    /// What bounds a transaction, so that few wait for a long one.
    struct Limits: Sendable {
        var writes = 500
        /// After this time no further write is taken in.
        var time = Duration.milliseconds(5)
    }

    private struct Line {
        var waiting = CircularBuffer<any QueuedWrite>()
        /// Whether somebody is at work, or about to be, who will look here again.
        var isServed = false
        var isClosed = false
    }

    private let connections: DatabasePool
    private let limits: Limits
    /// Asked before each commit.
    private let confirm: @Sendable () throws -> Void
    /// Told the number of each commit that changed something, before anybody is answered.
    private let note: @Sendable (CommitNumber) -> Void
    private let line = Mutex(Line())

    /// - Parameter confirm: what it throws befalls every write of a transaction, which is undone.
    init(
        _ connections: DatabasePool, limits: Limits = Limits(),
        confirm: @escaping @Sendable () throws -> Void = {},
        noting note: @escaping @Sendable (CommitNumber) -> Void = { _ in }
    ) {
        self.connections = connections
        self.limits = limits
        self.confirm = confirm
        self.note = note
    }

    /// Returns once the body's changes are on the disk.
    ///
    /// - Throws: what the body throws; what made its transaction fail; `CancellationError` where the task was
    ///   cancelled before the body began, after which it is carried out whatever happens.
    func perform<T: Sendable>(_ body: @escaping @Sendable (WriteTransaction) throws -> T) async throws -> T {
        let write = PendingWrite(body)
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                if write.wait(for: continuation) { join(write) }
            }
        } onCancel: {
            write.cancel()
        }
    }

    /// Carries out what waits, and refuses what comes later.
    ///
    /// - Parameter damage: known of the file, to which nothing more is written: what waits fails with it.
    func close(because damage: ServiceError? = nil) {
        line.withLock { $0.isClosed = true }
        if let damage {
            for write in takeAll() { write.finish(damage) }
        }
        connections.writeWithoutTransaction { db in while hasMore() { commitSome(db) } }
    }

    var waitingCount: Int { line.withLock { $0.waiting.count } }

    private func join(_ write: any QueuedWrite) {
        let (isRefused, isFirst) = line.withLock { line in
            guard !line.isClosed else { return (true, false) }
            line.waiting.append(write)
            defer { line.isServed = true }
            return (false, !line.isServed)
        }
        if isRefused { write.finish(ServiceError(.storage, "The database is closed.")) }
        if isFirst { serve() }
    }

    /// One transaction at a time, so that others who use the writer have their turn between two.
    private func serve() {
        connections.asyncWriteWithoutTransaction { [self] db in
            commitSome(db)
            if hasMore() { serve() }
        }
    }

    private func hasMore() -> Bool {
        line.withLock { line in
            line.isServed = !line.waiting.isEmpty
            return line.isServed
        }
    }

    /// The next write that nobody has cancelled.
    private func next() -> (any QueuedWrite)? {
        while let write = line.withLock({ $0.waiting.popFirst() }) { if write.begin() { return write } }
        return nil
    }

    private func takeAll() -> [any QueuedWrite] {
        let waiting = line.withLock { line in
            defer { line.waiting.removeAll() }
            return Array(line.waiting)
        }
        return waiting.filter { $0.begin() }
    }

    /// One transaction; nobody is answered before it has ended.
    private func commitSome(_ db: GRDB.Database) {
        guard let first = next() else { return }
        var batch = WriteBatch(first)
        var hasBegun = false
        var number: CommitNumber?
        let changes = db.totalChangesCount
        do {
            try db.inTransaction {
                hasBegun = true
                // Alone in the transaction it needs no savepoint: its failure may undo all there is.
                try first.run(in: WriteTransaction(db))
                try fill(&batch, db)
                try confirm()
                if db.totalChangesCount != changes {
                    let next = try CommitNumber(of: ReadTransaction(db)).next
                    try next.write(to: WriteTransaction(db))
                    number = next
                }
                return .commit
            }
            if let number { note(number) }
            batch.finish()
        } catch {
            batch.fail(error)
            // Another process has held the database for too long; everybody here has waited for it.
            if !hasBegun { for write in takeAll() { write.finish(error) } }
        }
    }

    private func fill(_ batch: inout WriteBatch, _ db: GRDB.Database) throws {
        let end = ContinuousClock.now + limits.time
        while batch.count < limits.writes, ContinuousClock.now < end, let write = next() {
            var failure: (any Error)?
            do {
                try db.inSavepoint {
                    try write.run(in: WriteTransaction(db))
                    return .commit
                }
            } catch {
                failure = error
            }
            batch.append(write, failure)
            // A full disk, say, makes SQLite undo the whole transaction, whichever write met it.
            if let failure, !db.isInsideTransaction { throw failure }
        }
    }
}
