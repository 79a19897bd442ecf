import Synchronization

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
