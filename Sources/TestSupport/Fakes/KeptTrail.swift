package import ServiceCore
import Synchronization

/// A trail that keeps what it is told, or fails.
package final class KeptTrail: AuditTrail {
    private let state = Mutex((entries: [AuditEntry](), isFull: false))

    package init() {}

    package var entries: [AuditEntry] { state.withLock { $0.entries } }

    /// Fails from now on, as a full disk does.
    package func fill() { state.withLock { $0.isFull = true } }

    package func record(_ entry: AuditEntry) async throws(ServiceError) {
        let isFull = state.withLock { state in
            if !state.isFull { state.entries.append(entry) }
            return state.isFull
        }
        if isFull { throw ServiceError(.storage, "The disk is full.") }
    }
}
