import ServiceCore
import Store

/// Which campaigns need a group or a filter, which they name by its id.
enum AudienceUse {
    /// The titles of campaigns not yet at their end that are for it.
    static func campaigns(
        for id: ResourceID, account: String, in db: ReadTransaction
    ) throws -> [String] {
        let rows = try SQLRow.fetchAll(
            db,
            """
            SELECT title, audience FROM campaign WHERE finished_at IS NULL
            AND account = (SELECT id FROM account WHERE username = \(account)) ORDER BY id
            """)
        let kind: AudienceSpec.Kind = id.kind == .group ? .group : .filter
        return rows.filter { row in
            let audience = AudienceSpec(json: row[1])
            return audience.kind == kind && audience.id.map(String.init) == id.native
        }.map { $0[0] }
    }
}
