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
