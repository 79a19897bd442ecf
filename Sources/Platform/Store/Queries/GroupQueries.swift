import Foundation
import GRDB
import ServiceCore

/// The table of groups.
enum GroupQueries {
    static func table(_ connection: ConnectionID) -> OwnedTable<ContactGroup> {
        OwnedTable(
            name: "grp", nameColumn: "name", connection: connection,
            read: { row, id, account in
                var group = ContactGroup(id: id, account: account, name: row["name"])
                group.contactCount = row["member_count"]
                group.created = Date(storedTime: row["created_at"])
                group.revision = row["rev"]
                return group
            },
            write: { group in [("name", group.name)] })
    }

    /// The account's group of this name, made where there is none.
    static func idOrNew(_ name: String, account: Int64, at now: Date, in db: Database) throws -> Int64 {
        let id = try Int64.fetchOne(
            db, sql: "SELECT id FROM grp WHERE account = ? AND name = ?", arguments: [account, name])
        if let id { return id }
        return try db.insert(
            into: "grp", [("account", account), ("name", name), ("created_at", now.storedTime)])
    }
}
