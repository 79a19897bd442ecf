import Foundation
import ServiceCore
import Store

/// The table of saved contact filters.
enum FilterQueries {
    static func table(_ connection: ConnectionID) -> OwnedTable<ContactFilter> {
        OwnedTable(
            name: "saved_filter", nameColumn: "name", connection: connection, identity: .key,
            read: { row, id, account in
                var filter = ContactFilter(
                    id: id, account: account, name: row["name"], expression: row["query"])
                filter.zone = row["zone"]
                filter.created = Date(storedTime: row["created_at"])
                filter.revision = row["rev"]
                return filter
            },
            write: { filter in
                [("name", filter.name), ("query", filter.expression), ("zone", filter.zone ?? "UTC")]
            })
    }
}

enum FilterZones {
    /// Saved filters keep the zone of their dates; those of before were read in UTC, whoever asked.
    static func add(_ db: WriteTransaction) throws {
        try db.execute("ALTER TABLE saved_filter ADD COLUMN zone TEXT NOT NULL DEFAULT 'UTC'")
    }
}
