import ServiceCore
import Store

/// Which campaigns need a group or a filter, which they name by its id.
enum AudienceUse {
    /// The titles of campaigns not yet at their end that are for it.
    static func campaigns(
        for kind: AudienceSpec.Kind, _ id: ResourceID, account: String, in db: ReadTransaction
    ) throws -> [String] {
        let rows = try SQLRow.fetchAll(
            db,
            """
            SELECT title, audience FROM campaign WHERE finished_at IS NULL
            AND account = (SELECT id FROM account WHERE username = \(account)) ORDER BY id
            """)
        return rows.filter { row in
            let audience = AudienceSpec(json: row[1])
            return audience.kind == kind && audience.id.map(String.init) == id.native
        }.map { $0[0] }
    }

    /// - Throws: `.refused` naming the first of those campaigns.
    static func refuseDeletion(
        of kind: AudienceSpec.Kind, _ id: ResourceID, _ name: String, account: String, in db: ReadTransaction
    ) throws {
        guard let title = try campaigns(for: kind, id, account: account, in: db).first else { return }
        throw ServiceError(
            .refused, "The \(kind.rawValue) “\(name)” is the audience of the campaign “\(title)”.",
            hint: "Give the campaign another audience, or let it end.")
    }
}
