import Store

/// The book of SMS credits.
enum SMSLedger {
    /// Writes a line, and changes the account's balance unless the line only says what became of reserved credits.
    static func book(
        _ credits: Int, _ kind: String, account: Int64, campaign: Int64?, note: String = "", at time: Int64,
        in db: WriteTransaction
    ) throws {
        try db.execute(
            """
            INSERT INTO sms_ledger (account, delta, kind, campaign, note, at) VALUES (\(account), \(credits),
            \(kind), \(campaign), \(note), \(time))
            """)
        guard kind != "spend" else { return }
        try db.execute("UPDATE account SET sms_credits = sms_credits + \(credits) WHERE id = \(account)")
    }

    static func balance(of account: Int64, in db: ReadTransaction) throws -> Int {
        try Int.fetchOne(db, "SELECT sms_credits FROM account WHERE id = \(account)") ?? 0
    }

    /// What a campaign holds reserved and has neither spent nor given back.
    static func reserved(for campaign: Int64, in db: ReadTransaction) throws -> Int {
        try Int.fetchOne(
            db,
            """
            SELECT -coalesce(sum(CASE WHEN kind IN ('reserve', 'release') THEN delta ELSE 0 END), 0)
            + coalesce(sum(CASE WHEN kind = 'spend' THEN delta ELSE 0 END), 0)
            FROM sms_ledger WHERE campaign = \(campaign)
            """) ?? 0
    }
}
