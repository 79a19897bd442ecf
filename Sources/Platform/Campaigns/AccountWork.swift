import ServiceCore
import Store

/// What keeps an account from being deleted: what of it is under way, and whom a hold keeps.
enum AccountWork {
    /// - Throws: `.refused` while a launch or message of the account is under way, or one of its people is held.
    static func refuseIfBusy(_ account: Account, in db: ReadTransaction) throws {
        if let held = try heldPerson(account, in: db) {
            throw held.refusal(of: "deleted with the account \(account.username)")
        }
        if try hasLiveLaunch(account, in: db) {
            throw ServiceError(
                .refused, "\(account.username) has a campaign under way.", hint: "Abort it first.")
        }
        guard try hasClaimedMessage(account, in: db) else { return }
        throw ServiceError(
            .refused, "\(account.username) has messages that are being sent.",
            hint: "Try again in a moment.")
    }

    private static func heldPerson(_ account: Account, in db: ReadTransaction) throws -> PersonHold? {
        guard try Holds(db: db).isAnybodyHeld() else { return nil }
        let id = try AccountQueries.rowID(account)
        let address = try String.fetchOne(
            db,
            """
            SELECT h.address FROM hold h WHERE \(sql: Predicate.holdStands) AND (
                EXISTS (SELECT 1 FROM contact c WHERE c.account = \(id) AND c.email = h.address)
                OR EXISTS (SELECT 1 FROM contact c WHERE c.account = \(id) AND c.phone = h.address)
                OR EXISTS (SELECT 1 FROM delivery d JOIN batch b ON b.id = d.batch
                    WHERE d.address = h.address AND b.account = \(id))) LIMIT 1
            """)
        return try address.flatMap { try Holds(db: db).standing(on: [$0]) }
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

    /// The same of all accounts.
    static func hasLiveLaunch(in db: ReadTransaction) throws -> Bool {
        try Bool.fetchOne(
            db,
            """
            SELECT EXISTS (SELECT 1 FROM campaign WHERE \(sql: Predicate.campaignLive)
            AND state <> 'waiting credit')
            """) ?? false
    }

    /// Whether a launch of anybody hands messages over now, or prepares to.
    static func hasActiveLaunch(in db: ReadTransaction) throws -> Bool {
        let active = Campaign.State.allCases.filter(\.isActive).map { "'\($0.rawValue)'" }
        return try Bool.fetchOne(
            db,
            """
            SELECT EXISTS (SELECT 1 FROM campaign WHERE \(sql: Predicate.campaignLive)
            AND \(.isOne("state", of: active)))
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

/// What goes with a campaign that is deleted, beyond the rows that foreign keys take along.
enum CampaignRemoval {
    /// - Throws: `.refused` for a launch of which something waits or is under way, or that sent to somebody who is held.
    static func check(_ campaign: Campaign, _ id: Int64, in db: ReadTransaction) throws {
        let held = try String.fetchOne(
            db,
            """
            SELECT h.address FROM hold h JOIN delivery d ON d.address = h.address
            JOIN batch b ON b.id = d.batch WHERE \(sql: Predicate.holdStands) AND b.campaign = \(id) LIMIT 1
            """)
        if let held {
            try Holds(db: db).refuse("taken out of what “\(campaign.title)” sent", of: [held])
        }
        switch campaign.state {
        case .draft, .waitingCredit, .finished: return
        case .aborted:
            guard try LaunchRow.live(db).contains(where: { $0.campaign == id }) else { return }
            throw ServiceError(
                .refused, "“\(campaign.title)” is still being cancelled.",
                hint: "Wait until its last answers are in.")
        case .scheduled:
            throw ServiceError(
                .refused, "“\(campaign.title)” is scheduled.", hint: "Take its schedule back first.")
        case .preparing, .running, .paused, .unknown:
            throw ServiceError(
                .refused, "“\(campaign.title)” is \(campaign.state.rawValue).",
                hint: "Abort it first.")
        }
    }

    /// Why a campaign cannot be put back; nil for one of which nothing has been sent.
    static func finality(of campaign: Int64, in db: ReadTransaction) throws -> String? {
        let hasSent = try Bool.fetchOne(
            db, cached: "SELECT EXISTS (SELECT 1 FROM batch WHERE campaign = \(campaign))")
        return hasSent == true ? "its recipients and events are not kept" : nil
    }

    /// Gives back the credits that recipients whose answer was lost still hold.
    static func releaseCredits(
        of campaign: Int64, account: Int64, at time: Int64, in db: WriteTransaction
    ) throws {
        let reserved = try SMSLedger.reserved(for: campaign, in: db)
        guard reserved > 0 else { return }
        try SMSLedger.book(reserved, "release", account: account, campaign: campaign, at: time, in: db)
    }

    /// Deletes the events of a campaign and the answers that its recipients had yet to give; what links in its messages need
    /// is kept.
    static func clear(_ campaign: Int64, at time: Int64, in db: WriteTransaction) throws {
        try PartedDeliveries.keep(ofCampaign: campaign, at: time, in: db)
        try db.execute(
            """
            DELETE FROM simulated_answer
            WHERE delivery IN (SELECT d.id FROM delivery d JOIN batch b ON b.id = d.batch WHERE b.campaign = \(campaign))
            """)
        try db.execute("DELETE FROM event WHERE campaign = \(campaign)")
        try db.execute("DELETE FROM event_day WHERE campaign = \(campaign)")
    }
}
