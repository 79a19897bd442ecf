import Crypto
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

/// Chains audit rows: each hash covers the row and the hash before it, so that no row can go or change unseen.
enum AuditHash {
    /// What stands before the first row.
    static let origin = Data(count: 32)

    /// - Parameter columns: every column but the hash, in table order; nil and empty differ.
    static func of(_ columns: [String?], after previous: Data) -> Data {
        var hash = SHA256()
        hash.update(data: previous)
        for column in columns {
            // The length keeps the end of one column from passing for the start of the next.
            hash.update(data: Data("\(column.map { $0.utf8.count } ?? -1):\(column ?? "")".utf8))
        }
        return Data(hash.finalize())
    }
}
