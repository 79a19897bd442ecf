import FoundationEssentials
import GRDB
import ServiceCore

/// Answers of simulated recipients: planned with the acceptance, given when due, each once.
extension DeliveryTransaction {
    mutating func expectAnswers(
        _ answers: [(kind: StoredEventKind, after: TimeInterval)], to row: DeliveryRow
    ) throws {
        guard !answers.isEmpty else { return }
        let statement = try db.cachedStatement(
            sql: "INSERT OR IGNORE INTO simulated_answer (due_at, delivery, kind) VALUES (?, ?, ?)")
        for answer in answers {
            let due = now.addingTimeInterval(answer.after).storedTime
            try statement.execute(arguments: [due, row.id, answer.kind.rawValue])
        }
        deltas.expectAnswers(answers.count, row.campaign)
    }

    /// Gives the answers that are due.
    ///
    /// - Returns: how many; `limit` means that there may be more.
    mutating func giveAnswers(limit: Int) throws -> Int {
        let due = try SQLRow.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT due_at, delivery, kind FROM simulated_answer WHERE due_at <= ?
                    ORDER BY due_at, delivery, kind LIMIT ?
                    """), arguments: [time, limit])
        for answer in due {
            try db.cachedStatement(
                sql: "DELETE FROM simulated_answer WHERE due_at = ? AND delivery = ? AND kind = ?"
            ).execute(arguments: [answer[0] as Int64, answer[1] as Int64, answer[2] as Int])
            guard let row = try delivery(answer[1]), let kind = StoredEventKind(rawValue: answer[2]) else {
                continue
            }
            deltas.expectAnswers(-1, row.campaign)
            try give(kind, of: row)
        }
        return due.count
    }

    static func nextAnswer(_ db: Database) throws -> Date? {
        try Int64.fetchOne(db, sql: "SELECT min(due_at) FROM simulated_answer").map { Date(storedTime: $0) }
    }

    func delivery(_ id: Int64) throws -> DeliveryRow? {
        try DeliveryRow.fetchOne(
            db.cachedStatement(
                sql: "SELECT \(DeliveryRow.columns) FROM \(DeliveryRow.tables) WHERE d.id = ?"),
            arguments: [id])
    }

    private mutating func give(_ kind: StoredEventKind, of row: DeliveryRow) throws {
        switch kind {
        case .delivered:
            if row.state == .accepted { try settle(row, as: .delivered) }
            try event(kind, of: row)
            try countSuccess(of: row)
        case .bounceHard:
            if row.state == .accepted || row.state == .delivered { try settle(row, as: .bounced) }
            try event(
                kind, of: row,
                Detail(
                    code: 550, enhanced: "5.1.1", rule: "mailbox unknown", text: "550 5.1.1 mailbox unknown"))
            deltas.tally(.reply, "550 5.1.1 mailbox unknown", row.campaign)
            try countHardBounce(of: row)
        case .bounceSoft:
            try event(
                kind, of: row,
                Detail(code: 452, enhanced: "4.2.2", rule: "mailbox full", text: "452 4.2.2 mailbox full"))
            deltas.tally(.reply, "452 4.2.2 mailbox full", row.campaign)
            try countSoftBounce(of: row)
        case .complaint, .unsubscribe:
            let event = try event(kind, of: row)
            try suppress(row, kind == .complaint ? .complaint : .unsubscribe, after: event)
            if kind == .complaint { try deactivate(row, because: "complaint") }
        default:
            try event(kind, of: row)
        }
    }

    /// Like `move`, but what the relay said on acceptance stays.
    private mutating func settle(_ row: DeliveryRow, as state: StoredDeliveryState) throws {
        try db.cachedStatement(sql: "UPDATE delivery SET state = ?, changed_at = ? WHERE id = ?")
            .execute(arguments: [state.rawValue, time, row.id])
        deltas.move(row.campaign, from: row.state, to: state)
    }

    /// What a person asks for outranks a bounce entry, which is closed and kept as history.
    private mutating func suppress(
        _ row: DeliveryRow, _ reason: Suppression.Reason, after event: Int64
    ) throws {
        try db.execute(
            sql: """
                UPDATE suppression SET lifted_at = ?, lifted_by = 'engine', lifted_why = ?, rev = rev + 1
                WHERE account = ? AND channel = ? AND address = ? AND lifted_at IS NULL AND reason = 'bounce'
                """,
            arguments: [
                time, "replaced by \(reason.rawValue)", row.account, row.channel.rawValue, row.address,
            ])
        try db.execute(
            sql: """
                INSERT OR IGNORE INTO suppression (account, channel, address, written, reason, source_event, at)
                VALUES (?, ?, ?, nullif(?, ?), ?, ?, ?)
                """,
            arguments: [
                row.account, row.channel.rawValue, row.address, row.written, row.address, reason.rawValue,
                event, time,
            ])
    }
}
