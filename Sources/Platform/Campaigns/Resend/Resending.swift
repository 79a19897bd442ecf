import FoundationEssentials
import ServiceCore
import Store

/// Takes an ended launch up again for those that were chosen of it: the same rows, so that they still sum to the audience
/// and nobody is in two.
enum Resending {
    /// Begins it; what is more than a stretch the engine goes on with.
    ///
    /// - Parameter extent: what was chosen, counted before; nil where it was nobody.
    /// - Throws: `.refused` where nobody is left of them; `.insufficientCredit`.
    static func send(
        _ campaign: CampaignRow, _ choice: ResendChoice, _ extent: ResendQueries.Extent?, at now: Date,
        by who: String, in db: WriteTransaction
    ) throws {
        if let refusal = try campaign.resendRefusal(at: now, in: db) { throw refusal }
        guard let launch = try LaunchRow.of(campaign.id, in: db) else {
            throw ServiceError(.refused, "“\(campaign.title)” was not launched.")
        }
        guard let extent else {
            throw ServiceError(
                .refused, "Nobody of “\(campaign.title)” is sent to again.",
                hint: "Choose others, or lift first what stops them.")
        }
        if choice.who != .unknown { try checkCredits(launch, extent.parts, in: db) }
        let requeue = Requeue(
            choice: choice, who: who, next: extent.ids.lowerBound, last: extent.ids.upperBound)
        try reopen(launch, at: now, in: db)
        var work = DeliveryTransaction(db, now: now, source: "board")
        try work.sendAgain(launch, requeue)
        try work.finish()
    }

    /// - Throws: `.insufficientCredit` where an account has fewer than these text messages cost.
    static func checkCredits(_ launch: LaunchRow, _ parts: Int, in db: ReadTransaction) throws {
        guard launch.channel == .sms else { return }
        let available = try SMSLedger.balance(of: launch.account, in: db)
        if let lack = SendRules.hold(.init(credits: .init(needed: parts, left: available))) {
            throw ServiceError(.insufficientCredit, "\(lack.sentence)", hint: lack.advice)
        }
    }

    /// What it still had to write as rows when it was aborted stays unwritten; it goes the way that its sender's messages
    /// go now.
    private static func reopen(_ launch: LaunchRow, at now: Date, in db: WriteTransaction) throws {
        let expires = now.addingTimeInterval(RetryWaits().lifetime).storedTime
        try db.execute(
            """
            UPDATE submission SET prepared_at = coalesce(prepared_at, \(now.storedTime)),
            expires_at = CASE WHEN expires_at > \(expires) THEN expires_at ELSE \(expires) END
            WHERE id = \(launch.submission)
            """)
        let way = try RelayChoice.way(
            launch.channel, of: launch.message.from, account: launch.account, in: db)
        try SubmissionRelayColumn.set(way.relay, of: launch.submission, in: db)
        // What came back before is measured no more, or it would stand against what comes back now.
        let counted = try JSONText.text(LaunchRails.counts(of: launch, in: db))
        try db.execute(
            """
            UPDATE campaign SET state = 'running', state_why = '', finished_at = NULL, rail_base = \(counted),
            rev = rev + 1 WHERE id = \(launch.campaign)
            """)
    }
}

extension CampaignRow {
    /// What keeps an ended launch from being taken up again.
    func resendRefusal(at now: Date, in db: ReadTransaction) throws -> ServiceError? {
        if let hold = try EngineHold.current(in: db) { return hold.error }
        guard state == .finished || state == .aborted else {
            return ServiceError(
                .refused, "“\(title)” has not ended.", hint: "Wait for its end, or abort it first.")
        }
        let isCancelling = try Bool.fetchOne(
            db, "SELECT finished_at IS NULL FROM campaign WHERE id = \(id)")
        if isCancelling == true {
            return ServiceError(
                .refused, "“\(title)” is still being cancelled.",
                hint: "Wait until its last answers are in.")
        }
        return try senderRefusal(in: db) ?? wayRefusal(at: now, in: db)
    }
}
