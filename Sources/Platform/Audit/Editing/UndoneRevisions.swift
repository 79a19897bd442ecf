import ServiceCore
import Synchronization

/// Which earlier revision a row is back at after an undo, so that the edit before can be taken back next.
///
/// An undo raises a row's revision like every edit, lest a form opened meanwhile overwrite it; what the row
/// holds is what it held at the older one.
package final class UndoneRevisions: Sendable {
    private let revisions = Mutex<[ResourceID: [Int: Int]]>([:])

    /// Notes that a row at `revision` is as it was at `earlier`.
    func note(_ id: ResourceID, _ revision: Int, isAs earlier: Int) {
        revisions.withLock { all in
            let first = all[id]?[earlier] ?? earlier
            all[id, default: [:]][revision] = first
        }
    }

    /// Whether a row at `revision` is as it was at `earlier`.
    func isSame(_ id: ResourceID, _ revision: Int, _ earlier: Int) -> Bool {
        revisions.withLock { all in
            let known = all[id] ?? [:]
            return (known[revision] ?? revision) == (known[earlier] ?? earlier)
        }
    }
}
