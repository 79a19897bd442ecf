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
