import FoundationEssentials
import ServiceCore
import Store

/// Answers of simulated recipients: planned with the acceptance, given when due, each once.
extension DeliveryTransaction {
    mutating func expectAnswers(
        _ answers: [(kind: EventKind, after: TimeInterval)], to row: DeliveryRow
    ) throws {
        guard !answers.isEmpty else { return }
        for answer in answers {
            let due = now.addingTimeInterval(answer.after).storedTime
            try db.execute(
                cached: SQL.dialect.insertOrIgnore(
                    """
                    INTO simulated_answer (due_at, delivery, kind)
                    VALUES (\(due), \(row.id), \(answer.kind.number))
                    """))
        }
        deltas.expectAnswers(answers.count, row.campaign)
    }

    /// Gives the answers that are due.
    ///
    /// - Parameter seed: draws what is left to choose, such as the link that is followed.
    /// - Returns: how many; `limit` means that there may be more.
    mutating func giveAnswers(limit: Int, seed: UInt64) throws -> Int {
        let due = try SQLRow.fetchAll(
            db,
            cached: """
                SELECT due_at, delivery, kind FROM simulated_answer WHERE due_at <= \(time)
                ORDER BY due_at, delivery, kind LIMIT \(limit)
                """)
        for answer in due {
            try db.execute(
                cached: """
                    DELETE FROM simulated_answer WHERE due_at = \(answer[0] as Int64)
                    AND delivery = \(answer[1] as Int64) AND kind = \(answer[2] as Int)
                    """)
            guard let row = try delivery(answer[1]), let kind = EventKind(number: answer[2]) else {
                continue
            }
            deltas.expectAnswers(-1, row.campaign)
            try give(kind, of: row, SeededDraw(seed: seed, delivery: row.id))
        }
        return due.count
    }

    static func nextAnswer(_ db: ReadTransaction) throws -> Date? {
        try Int64.fetchOne(db, "SELECT min(due_at) FROM simulated_answer").map { Date(storedTime: $0) }
    }

    func delivery(_ id: Int64) throws -> DeliveryRow? {
        try DeliveryRow.fetchOne(
            db,
            cached: "SELECT \(sql: DeliveryRow.columns) FROM \(sql: DeliveryRow.tables) WHERE d.id = \(id)")
    }

    private mutating func give(_ kind: EventKind, of row: DeliveryRow, _ draw: SeededDraw) throws {
        switch kind {
        case .delivered:
            if row.state == .accepted { try settle(row, as: .delivered) }
            try event(kind, of: row)
            try countSuccess(of: row)
        case .bounceHard:
            if row.state == .accepted || row.state == .delivered { try settle(row, as: .bounced) }
            try event(
                kind, of: row,
                EventDetail(
                    code: 550, enhanced: "5.1.1", rule: "mailbox unknown", text: "550 5.1.1 mailbox unknown"))
            deltas.tally(.reply, "550 5.1.1 mailbox unknown", row.campaign)
            try countHardBounce(of: row)
        case .bounceSoft:
            try event(
                kind, of: row,
                EventDetail(
                    code: 452, enhanced: "4.2.2", rule: "mailbox full", text: "452 4.2.2 mailbox full"))
            deltas.tally(.reply, "452 4.2.2 mailbox full", row.campaign)
            try countSoftBounce(of: row)
        case .complaint, .unsubscribe:
            let event = try event(kind, of: row)
            try suppress(row, kind == .complaint ? .complaint : .unsubscribe, after: event)
            if kind == .complaint { try deactivate(row, because: "complaint") }
        case .click:
            // Where a message leads nowhere, there is nothing to click on.
            guard let link = try links.drawn(draw, of: row.submission, in: db) else { return }
            try event(kind, of: row, link: link)
        default:
            try event(kind, of: row)
        }
    }

    /// Like `move`, but what the relay said on acceptance stays.
    private mutating func settle(_ row: DeliveryRow, as state: StoredDeliveryState) throws {
        try db.execute(
            cached: """
                UPDATE delivery SET state = \(state.rawValue), changed_at = \(time) WHERE id = \(row.id)
                """)
        deltas.move(row.campaign, from: row.state, to: state)
    }

    /// What a person asks for outranks a bounce entry, which is closed and kept as history.
    private mutating func suppress(
        _ row: DeliveryRow, _ reason: Suppression.Reason, after event: Int64
    ) throws {
        if ErasedKey.isAlias(row.address) { return }
        try db.execute(
            """
            UPDATE suppression SET lifted_at = \(time), lifted_by = 'engine',
            lifted_why = \("replaced by \(reason.rawValue)"), rev = rev + 1
            WHERE account = \(row.account) AND channel = \(row.channel.rawValue)
            AND address = \(row.address) AND lifted_at IS NULL AND reason = 'bounce'
            """)
        try db.execute(
            SQL.dialect.insertOrIgnore(
                """
                INTO suppression (account, channel, address, written, reason, source_event, at)
                VALUES (\(row.account), \(row.channel.rawValue), \(row.address), nullif(\(row.written),
                \(row.address)), \(reason.rawValue), \(event), \(time))
                """))
    }
}
