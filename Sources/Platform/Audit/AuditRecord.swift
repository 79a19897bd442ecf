package import Foundation
package import ServiceCore

/// One audit entry on its way into the trail.
package struct AuditRecord: Sendable {
    package var time: Date
    package var who: String
    package var connection: ConnectionID
    /// The platform and base URL that a hosted connection stood for when it was written; empty of our own.
    package var place = ""
    package var action: String
    package var target: ResourceID
    package var title: String
    package var reason = ""
    package var changes: [FieldChange] = []
    /// What takes the edit back, nil where nothing does.
    package var undo: String?
    package var undoOf: Int64?
    package var outcome = AuditEntry.Outcome.done
}
