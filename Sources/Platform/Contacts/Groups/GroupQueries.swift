import Foundation
import ServiceCore
import Store

/// The table of groups.
enum GroupQueries {
    static func table(_ connection: ConnectionID) -> OwnedTable<ContactGroup> {
        OwnedTable(
            name: "grp", nameColumn: "name", connection: connection, identity: .key,
            read: { row, id, account in
                var group = ContactGroup(id: id, account: account, name: row["name"])
                group.contactCount = row["member_count"]
                group.created = Date(storedTime: row["created_at"])
                group.revision = row["rev"]
                return group
            },
            write: { group in [("name", group.name)] })
    }
}
