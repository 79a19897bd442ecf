import FoundationEssentials
import ServiceCore
import Store

/// Events that an edit writes about a person, apart from any message.
enum PersonEvents {
    /// Writes an event that names who edited, and notes it as the contact's last.
    ///
    /// - Parameter contact: nil for an address that is nobody's.
    /// - Returns: the event's id.
    static func write(
        _ kind: EventKind, account: Int64, contact: Int64?, address: String, reason: String = "",
        in session: EditSession
    ) throws -> Int64 {
        let id = try insert(
            kind, account: account, contact: contact, address: address, reason: reason, in: session)
        if let contact {
            try session.database.execute(
                cached: """
                    UPDATE contact SET last_event_at = \(session.now.storedTime), last_event_kind = \(kind.number)
                    WHERE id = \(contact)
                    """)
        }
        return id
    }

    /// The same for whoever notes it on the contact along with other columns.
    static func insert(
        _ kind: EventKind, account: Int64, contact: Int64?, address: String, reason: String = "",
        in session: EditSession
    ) throws -> Int64 {
        let detail = "by \(session.who)" + (reason.isEmpty ? "" : ": \(reason)")
        let stored = StoredAddress(address)
        return try session.database.insert(
            into: "event",
            [
                ("account", account), ("kind", kind.number), ("at", session.now.storedTime),
                ("contact", contact),
                ("address", stored.key), ("written", stored.written), ("source", "edit"),
                ("detail", String(detail.prefix(512))),
            ])
    }

    static func remove(_ ids: [Int64], in db: WriteTransaction) throws {
        for id in ids { try db.execute(cached: "DELETE FROM event WHERE id = \(id)") }
    }

    /// Cuts the ties of a contact that goes: what happened stays under its address, lest the next contact
    /// of the same row id inherit it.
    static func release(contact: Int64, address: String, in db: WriteTransaction) throws {
        let stored = StoredAddress(address)
        try db.execute(
            """
            UPDATE event SET contact = NULL, written = CASE WHEN address IS NULL THEN \(stored.written)
            ELSE written END, address = coalesce(address, \(stored.key)) WHERE contact = \(contact)
            """)
        try db.execute("UPDATE delivery SET contact = NULL WHERE contact = \(contact)")
    }

    static func count(contact: Int64, in db: ReadTransaction) throws -> Int {
        try Int.fetchOne(db, "SELECT count(*) FROM event WHERE contact = \(contact)") ?? 0
    }
}
