import Foundation
import GRDB

@testable import Platform

/// The proof of the audit trail's chain.
enum AuditChain {
    /// The first entry whose hash does not follow from it and the one before; nil where all do.
    static func firstBrokenEntry(in db: Database) throws -> Int64? {
        var previous = AuditHash.origin
        let rows = try SQLRow.fetchCursor(db, sql: "SELECT * FROM audit ORDER BY id")
        while let row = try rows.next() {
            let hash: Data = row["hash"]
            let columns = columnNames.map { String.fromDatabaseValue(text(row[$0])) }
            guard AuditHash.of(columns, after: previous) == hash else { return row["id"] }
            previous = hash
        }
        return nil
    }

    private static let columnNames = [
        "id", "at", "who", "console", "connection", "action", "target_kind", "target", "title", "why",
        "before", "after", "undo", "undo_of", "outcome",
    ]

    /// Numbers as their digits, which is how the hash takes them.
    private static func text(_ value: DatabaseValue) -> DatabaseValue {
        if case .int64(let number) = value.storage { String(number).databaseValue } else { value }
    }
}
