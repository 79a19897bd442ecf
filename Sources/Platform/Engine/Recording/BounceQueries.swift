import FoundationEssentials
import ServiceCore
import Store

extension DeliveryTransaction {
    /// Counts a hard bounce on the contact; so many in so long, as `BounceRules` says, make it invalid.
    mutating func countHardBounce(of row: DeliveryRow) throws {
        try deactivate(row, because: "bounce")
        // What becomes of a text says nothing of an e-mail address.
        guard row.channel == .email, let contact = row.contact, let history = try bounces(of: contact)
        else { return }
        try keep(rules.afterHardBounce(history, at: now), for: contact, row)
    }

    mutating func countSoftBounce(of row: DeliveryRow) throws {
        guard row.channel == .email, let contact = row.contact, let history = try bounces(of: contact)
        else { return }
        try keep(rules.afterSoftBounce(history), for: contact, row)
    }

    /// A delivered message ends a row of soft bounces.
    mutating func countSuccess(of row: DeliveryRow) throws {
        guard let contact = row.contact else { return }
        try db.execute(
            cached: "UPDATE contact SET soft_count = 0, last_ok_at = \(time) WHERE id = \(contact)")
    }

    /// Dyn's recipients become inactive by a hard bounce or a complaint.
    func deactivate(_ row: DeliveryRow, because why: String) throws {
        guard row.channel == .email, !ErasedKey.isAlias(row.address) else { return }
        try RecipientState.deactivate(
            row.address, account: row.account, by: row.submission, because: why, at: time, in: db)
    }

    private func bounces(of contact: Int64) throws -> BounceHistory? {
        let row = try SQLRow.fetchOne(
            db,
            cached: """
                SELECT hard_count, soft_count, last_hard_at, whitelisted_at IS NOT NULL,
                invalid_at IS NOT NULL FROM contact WHERE id = \(contact)
                """)
        return row.map { row in
            var history = BounceHistory()
            history.hardCount = row[0]
            history.softCount = row[1]
            history.lastHard = (row[2] as Int64?).map { Date(storedTime: $0) }
            history.isWhitelisted = row[3]
            history.isInvalid = row[4]
            return history
        }
    }

    /// The revision is raised only where a person sees a difference, so that undo is not refused for a count.
    private mutating func keep(_ history: BounceHistory, for contact: Int64, _ row: DeliveryRow) throws {
        try db.execute(
            cached: """
                UPDATE contact SET hard_count = \(history.hardCount), soft_count = \(history.softCount),
                last_hard_at = \(history.lastHard?.storedTime) WHERE id = \(contact)
                """)
        guard let verdict = history.verdict else { return }
        try db.execute(
            cached: """
                UPDATE contact SET invalid_at = \(time), invalid_why = \(verdict), updated_at = \(time),
                rev = rev + 1 WHERE id = \(contact)
                """)
        try event(.invalidated, of: row, EventDetail(rule: verdict, text: verdict))
    }
}

extension RecipientState {
    /// Makes an address inactive that has bounced or complained, where Dyn has been told or asked of it.
    ///
    /// - Parameter submission: what it bounced; one that Dyn sent makes its recipients known.
    static func deactivate(
        _ address: String, account: Int64, by submission: Int64, because why: String, at time: Int64,
        in db: WriteTransaction
    ) throws {
        try db.execute(
            cached: """
                INSERT INTO recipient (account, address, status, why, changed_at)
                SELECT account, address, 'inactive', why, at
                FROM (SELECT \(account) AS account, \(AddressRules.key(of: address)) AS address, \(why)
                AS why, \(time) AS at) AS told
                WHERE EXISTS (SELECT 1 FROM submission WHERE id = \(submission) AND source = '\(sql: source)')
                OR EXISTS (SELECT 1 FROM recipient r WHERE r.account = \(account)
                AND r.address = \(AddressRules.key(of: address)))
                ON CONFLICT (account, address) DO UPDATE
                SET status = 'inactive', why = excluded.why, changed_at = excluded.changed_at
                """)
    }
}
