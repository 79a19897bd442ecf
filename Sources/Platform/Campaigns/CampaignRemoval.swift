import ServiceCore
import Store

/// What goes with a campaign that is deleted, beyond the rows that foreign keys take along.
enum CampaignRemoval {
    /// - Throws: `.refused` for a launch of which something waits or is under way.
    static func check(_ campaign: Campaign, _ id: Int64, in db: ReadTransaction) throws {
        switch campaign.state {
        case .draft, .waitingCredit, .finished: return
        case .aborted:
            guard try LaunchRow.live(db).contains(where: { $0.campaign == id }) else { return }
            throw ServiceError(
                .refused, "“\(campaign.title)” is still being cancelled.",
                hint: "Wait until its last answers are in.")
        case .scheduled, .preparing, .running, .paused, .unknown:
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

    /// Deletes the events of a campaign and the answers that its recipients had yet to give.
    static func clear(_ campaign: Int64, in db: WriteTransaction) throws {
        try db.execute(
            """
            DELETE FROM simulated_answer
            WHERE delivery IN (SELECT d.id FROM delivery d JOIN batch b ON b.id = d.batch WHERE b.campaign = \(campaign))
            """)
        try db.execute("DELETE FROM event WHERE campaign = \(campaign)")
        try db.execute("DELETE FROM event_day WHERE campaign = \(campaign)")
    }
}
