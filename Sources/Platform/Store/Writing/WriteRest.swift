import Dispatch
import GRDB

/// No write of this process begins while one of these is not ended, so none holds the database either.
package final class WriteRest: Sendable {
    private let end = DispatchSemaphore(value: 0)

    /// Returns once the write under way is committed.
    init(_ pool: DatabasePool) async {
        await withCheckedContinuation { continuation in
            pool.asyncWriteWithoutTransaction { [end] _ in
                continuation.resume()
                end.wait()
            }
        }
    }

    package func finish() { end.signal() }
}
