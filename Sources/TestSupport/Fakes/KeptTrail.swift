package import FoundationEssentials
package import ServiceCore
import Synchronization

/// A trail that keeps what it is told, or fails; as a store's does, where the task is cancelled.
package final class KeptTrail: AuditTrail {
    private let state = Mutex((entries: [AuditEntry](), isFull: false))

    package init() {}

    package var entries: [AuditEntry] { state.withLock { $0.entries } }

    /// Fails from now on, as a full disk does.
    package func fill() { state.withLock { $0.isFull = true } }

    package func entries(
        of connection: ConnectionID, since time: Date, after last: String?
    ) async -> TrailStretch? {
        let (kept, first) = (entries, last.flatMap { Int($0) } ?? 0)
        let stretch = kept.enumerated().dropFirst(first).compactMap { index, entry -> AuditEntry? in
            guard entry.target.connection == connection, entry.time >= time else { return nil }
            return AuditEntry(
                id: ResourceID(connection, .audit, String(index + 1)), time: entry.time, who: entry.who,
                what: entry.what, target: entry.target, targetName: entry.targetName, changes: entry.changes,
                reason: entry.reason, outcome: entry.outcome, undoOf: entry.undoOf)
        }
        return TrailStretch(stretch, last: kept.isEmpty ? nil : String(kept.count))
    }

    package func settle(_ entry: AuditEntry, of lost: String) async throws(ServiceError) -> String? {
        let isKept = entries.dropFirst(Int(lost) ?? 0).contains {
            $0.target == entry.target && $0.what == entry.what && $0.isVerdict
        }
        return isKept ? nil : try await record(entry)
    }

    package func record(_ entry: AuditEntry) async throws(ServiceError) -> String {
        if Task.isCancelled { throw ServiceError(.cancelled, "The write was cancelled.") }
        let id = state.withLock { state -> String? in
            guard !state.isFull else { return nil }
            state.entries.append(entry)
            return String(state.entries.count)
        }
        guard let id else { throw ServiceError(.storage, "The disk is full.") }
        return id
    }
}
