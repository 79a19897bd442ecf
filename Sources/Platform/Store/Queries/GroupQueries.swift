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

    /// The titles of campaigns not yet at their end that are for the group.
    ///
    /// They name it by its id, which the next new group may get once this one is gone.
    static func campaigns(for group: ContactGroup, in db: Database) throws -> [String] {
        let rows = try SQLRow.fetchAll(
            db,
            sql: """
                SELECT title, audience FROM campaign WHERE finished_at IS NULL
                AND account = (SELECT account FROM grp WHERE id = ?) ORDER BY id
                """, arguments: [Int64(group.id.native)])
        return rows.filter { row in
            let audience = AudienceSpec(json: row[1])
            return audience.kind == .group && audience.id.map(String.init) == group.id.native
        }.map { $0[0] }
    }
}
