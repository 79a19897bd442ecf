import ServiceCore
import Store

/// What of an account is under way, which keeps it from being deleted.
enum AccountWork {
    /// - Throws: `.refused` while a launch or message of the account is under way.
    static func refuseIfBusy(_ account: Account, in db: ReadTransaction) throws {
        if try hasLiveLaunch(account, in: db) {
            throw ServiceError(
                .refused, "\(account.username) has a campaign under way.", hint: "Abort it first.")
        }
        guard try hasClaimedMessage(account, in: db) else { return }
        throw ServiceError(
            .refused, "\(account.username) has messages that are being sent.",
            hint: "Try again in a moment.")
    }

    /// Whether a launch of the account has not reached its end, a paused one included.
    private static func hasLiveLaunch(_ account: Account, in db: ReadTransaction) throws -> Bool {
        try Bool.fetchOne(
            db,
            """
            SELECT EXISTS (SELECT 1 FROM campaign WHERE account = \(try AccountQueries.rowID(account))
            AND \(sql: Predicate.campaignLive)
            AND state <> 'waiting credit')
            """) ?? false
    }

    /// Whether a message of the account is being handed over.
    private static func hasClaimedMessage(_ account: Account, in db: ReadTransaction) throws -> Bool {
        try Bool.fetchOne(
            db,
            """
            SELECT EXISTS (SELECT 1 FROM delivery d JOIN batch b ON b.id = d.batch
            WHERE d.\(sql: Predicate.deliveryClaimed) AND b.account = \(try AccountQueries.rowID(account)))
            """) ?? false
    }
}

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
