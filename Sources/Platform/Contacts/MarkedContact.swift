import Store

/// What an edit of a contact's marks leaves behind to be taken back by.
struct MarkedContact: Sendable {
    let before: ContactMarks
    let after: ContactMarks
    /// The events that it wrote.
    let events: [Int64]
    var lifted: [LiftedSuppression] = []
    var recipient: RecipientState?

    /// Carries out what changes a contact's marks, and notes them before and after.
    ///
    /// - Parameter write: returns the events that it wrote.
    static func by(
        marking contact: Int64, in db: ReadTransaction, _ write: () throws -> [Int64]
    ) throws -> MarkedContact? {
        let before = try ContactMarks.of(contact, in: db)
        let events = try write()
        guard let before, let after = try ContactMarks.of(contact, in: db) else { return nil }
        return MarkedContact(before: before, after: after, events: events)
    }

    func restore(on contact: Int64, in db: WriteTransaction) throws {
        for entry in lifted { try entry.restore(in: db) }
        try recipient?.restore(in: db)
        try PersonEvents.remove(events, in: db)
        try before.restore(on: contact, from: after, in: db)
    }
}

extension LiftedSuppression {
    /// The entries in force for a contact's address and number, its account's own first.
    static func inForce(for contact: Int64, in db: ReadTransaction) throws -> [(id: Int64, isForAll: Bool)] {
        try SQLRow.fetchAll(
            db,
            cached: """
                SELECT s.id, s.account IS NULL FROM contact c JOIN suppression s
                ON s.address IN (c.email, c.phone) AND s.channel = CASE s.address WHEN c.email
                THEN 'email' ELSE 'sms' END
                WHERE c.id = \(contact) AND s.lifted_at IS NULL AND (s.account = c.account OR s.account
                IS NULL)
                ORDER BY s.account IS NULL, s.id
                """
        ).map { ($0[0], $0[1]) }
    }
}
