import Foundation
import Store

@testable import Platform

/// The proof of the audit trail's chain.
enum AuditChain {
    /// The first entry whose hash does not follow from it and the one before; nil where all do.
    static func firstBrokenEntry(in db: ReadTransaction) throws -> Int64? {
        var previous = AuditHash.origin
        let rows = try SQLRow.fetchCursor(db, "SELECT * FROM audit ORDER BY id")
        while let row = try rows.next() {
            let hash: Data = row["hash"]
            // Numbers as their digits, which is how the hash takes them.
            let columns = columnNames.map { row[$0] as String? }
            guard AuditHash.of(columns, after: previous) == hash else { return row["id"] }
            previous = hash
        }
        return nil
    }

    private static let columnNames = [
        "id", "at", "who", "console", "connection", "action", "target_kind", "target", "title", "why",
        "before", "after", "undo", "undo_of", "outcome",
    ]
}
