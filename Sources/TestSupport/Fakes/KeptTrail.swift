package import ServiceCore
import Synchronization

/// A trail that keeps what it is told, or fails.
package final class KeptTrail: AuditTrail {
    private let state = Mutex((entries: [AuditEntry](), isFull: false))

    package init() {}

    package var entries: [AuditEntry] { state.withLock { $0.entries } }

    /// Fails from now on, as a full disk does.
    package func fill() { state.withLock { $0.isFull = true } }

    package func record(_ entry: AuditEntry) async throws(ServiceError) -> String {
        let id = state.withLock { state -> String? in
            guard !state.isFull else { return nil }
            state.entries.append(entry)
            return String(state.entries.count)
        }
        guard let id else { throw ServiceError(.storage, "The disk is full.") }
        return id
    }
}
