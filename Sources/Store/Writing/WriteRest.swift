import Dispatch
import GRDB

/// No write of this process begins while one of these is not ended, so none holds the database either.
package final class WriteRest: Sendable {
    private let end = DispatchSemaphore(value: 0)

    /// Returns once the write under way is committed.
    package init(_ store: StorePool) async {
        await withCheckedContinuation { continuation in
            store.connections.asyncWriteWithoutTransaction { [end] _ in
                continuation.resume()
                end.wait()
            }
        }
    }

    package func finish() { end.signal() }
}
