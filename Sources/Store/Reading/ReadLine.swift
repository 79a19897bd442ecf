import Dispatch
import GRDB
import NIOCore
import Synchronization

/// Carries out the short reads of many callers on as many threads as there are readers.
///
/// A thread that is done takes the next read that waits, so that under load hardly any thread sleeps or wakes; left to
/// GRDB, each read changes threads six times. In return a read that has begun is not stopped any more.
final class ReadLine: Sendable {
    private struct Line {
        var waiting = CircularBuffer<@Sendable () -> Void>()
        var threads = 0
    }

    private let connections: DatabasePool
    private let limit: Int
    private let line = Mutex(Line())
    private let queue = DispatchQueue(label: "platform.reads", attributes: .concurrent)

    /// - Parameter limit: how many reads go on beside one another.
    init(_ connections: DatabasePool, limit: Int) {
        self.connections = connections
        self.limit = limit
    }

    /// - Throws: what the body throws; `CancellationError` where the task was cancelled before the body began.
    func perform<T: Sendable>(_ body: @escaping @Sendable (ReadTransaction) throws -> T) async throws -> T {
        try Task.checkCancellation()
        let isCancelled = Atomic(false)
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { caller in
                join { [connections] in
                    caller.resume(
                        with: Result {
                            if isCancelled.load(ordering: .relaxed) { throw CancellationError() }
                            return try connections.read { db in try body(ReadTransaction(db)) }
                        })
                }
            }
        } onCancel: {
            isCancelled.store(true, ordering: .relaxed)
        }
    }

    private func join(_ read: @escaping @Sendable () -> Void) {
        let startsThread = line.withLock { line in
            line.waiting.append(read)
            guard line.threads < limit else { return false }
            line.threads += 1
            return true
        }
        if startsThread { queue.async { [self] in work() } }
    }

    private func work() {
        while let read = next() { read() }
    }

    private func next() -> (@Sendable () -> Void)? {
        line.withLock { line in
            let read = line.waiting.popFirst()
            if read == nil { line.threads -= 1 }
            return read
        }
    }
}
