import FoundationEssentials
import Synchronization

/// Reads in the audit trail what other processes did on a connection, each entry once.
final class TrailReading: Sendable {
    private struct State {
        var last: String?
        /// The entries of this process, which knows better what they did.
        var own: Set<String> = []
        var recording = 0
    }

    private let trail: any AuditTrail
    private let state = Mutex(State())

    init(_ trail: any AuditTrail) { self.trail = trail }

    /// Keeps an entry of this process, also where whoever made the edit no longer waits: it has been made.
    func record(_ entry: AuditEntry) async throws(ServiceError) -> String {
        try await keep { [trail] () async throws(ServiceError) in try await trail.record(entry) }
    }

    /// Keeps what came of an edit whose answer was lost; nil where another process has.
    func settle(_ entry: AuditEntry, of lost: String) async throws(ServiceError) -> String? {
        try await keep { [trail] () async throws(ServiceError) in try await trail.settle(entry, of: lost) }
    }

    private func keep<ID: Sendable>(
        _ write: @escaping @Sendable () async throws(ServiceError) -> ID
    ) async throws(ServiceError) -> ID {
        state.withLock { $0.recording += 1 }
        defer { state.withLock { $0.recording -= 1 } }
        let id = try await Task { await Result(of: write) }.value.get()
        if let own = id as? String { state.withLock { _ = $0.own.insert(own) } }
        return id
    }

    /// What others did since it was asked last, oldest first.
    func news(of connection: ConnectionID, since time: Date) async -> [AuditEntry] {
        // An entry under way could be taken for another's; the next read sees what is new.
        guard let last = state.withLock({ $0.recording == 0 ? .some($0.last) : nil }),
            let stretch = await trail.entries(of: connection, since: time, after: last)
        else { return [] }
        return state.withLock { state in
            guard state.recording == 0, state.last == last else { return [] }
            state.last = stretch.last ?? last
            let others = stretch.entries.filter { !state.own.contains($0.id.native) }
            state.own.subtract(stretch.entries.map(\.id.native))
            return others
        }
    }
}

/// The rows that a connection has shown, so that the audit trail can say what stood there before an edit.
final class SeenRows: Sendable {
    private let rows = Mutex([ResourceID: Row]())
    /// More than any screen; beyond it the oldest knowledge is worth nothing.
    private static let limit = 20_000

    func note(_ seen: [Row]) {
        rows.withLock { rows in
            if rows.count + seen.count > Self.limit { rows = [:] }
            for row in seen { rows[row.id] = row }
        }
    }

    func forget(_ ids: [ResourceID]) {
        rows.withLock { rows in for id in ids { rows[id] = nil } }
    }

    subscript(id: ResourceID) -> Row? { rows.withLock { $0[id] } }
}
