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
        case .delivered: try learn(.arrived, of: row)
        case .bounceHard:
            try learn(.cameBack(.noSuchPerson), of: row, Self.detail(550, "5.1.1", "mailbox unknown"))
        case .bounceSoft: try learn(.hindered, of: row, Self.detail(452, "4.2.2", "mailbox full"))
        case .complaint: try learn(.complained, of: row)
        case .unsubscribe: try learn(.unsubscribed, of: row)
        case .click:
            // Where a message leads nowhere, there is nothing to click on.
            guard let link = try links.drawn(draw, of: row.submission, in: db) else { return }
            try event(kind, of: row, link: link)
        default:
            try event(kind, of: row)
        }
    }

    private static func detail(_ code: Int, _ enhanced: String, _ rule: String) -> EventDetail {
        EventDetail(code: code, enhanced: enhanced, rule: rule, text: "\(code) \(enhanced) \(rule)")
    }
}
