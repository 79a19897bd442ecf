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
        let (kept, first) = (numbered, last.flatMap { Int($0) } ?? 0)
        let stretch = kept.dropFirst(first).filter {
            $0.target.connection == connection && $0.time >= time
        }
        return TrailStretch(stretch, last: kept.isEmpty ? nil : String(kept.count))
    }

    /// The entries with their numbers, and with which of them took them back.
    private var numbered: [AuditEntry] {
        let kept = entries
        return kept.enumerated().map { index, entry in
            var numbered = AuditEntry(
                id: ResourceID(entry.target.connection, .audit, String(index + 1)), time: entry.time,
                who: entry.who, what: entry.what, target: entry.target, targetName: entry.targetName,
                changes: entry.changes, reason: entry.reason, outcome: entry.outcome, undoOf: entry.undoOf)
            let undo = kept.firstIndex { $0.undoOf == numbered.id.native && $0.outcome == .done }
            numbered.undoneBy = undo.map { String($0 + 1) }
            return numbered
        }
    }

    /// The same for who reads it.
    package var reader: TrailReader {
        TrailReader { [self] request async throws(ServiceError) in
            Array(numbered.reversed().filter { request.subject.holds($0) }.prefix(request.limit))
        }
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

extension TrailRequest.Subject {
    fileprivate func holds(_ entry: AuditEntry) -> Bool {
        switch self {
        case .all: true
        case .row(let id): entry.target == id
        case .called(let name, let kind): entry.target.kind == kind && entry.targetName == name
        case .entry(let id): entry.id.native == id
        }
    }
}
