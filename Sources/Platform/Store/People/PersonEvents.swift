import FoundationEssentials
import GRDB
import ServiceCore

/// Events that an edit writes about a person, apart from any message.
enum PersonEvents {
    /// Writes an event that names who edited, and notes it as the contact's last.
    ///
    /// - Parameter contact: nil for an address that is nobody's.
    /// - Returns: the event's id.
    static func write(
        _ kind: StoredEventKind, account: Int64, contact: Int64?, address: String, reason: String = "",
        in session: EditSession
    ) throws -> Int64 {
        let (db, time) = (session.database, session.now.storedTime)
        let detail = "by \(session.who)" + (reason.isEmpty ? "" : ": \(reason)")
        let stored = StoredAddress(address)
        let id = try db.insert(
            into: "event",
            [
                ("account", account), ("kind", kind.rawValue), ("at", time), ("contact", contact),
                ("address", stored.key), ("written", stored.written), ("source", "edit"),
                ("detail", String(detail.prefix(512))),
            ])
        if let contact {
            try db.cachedStatement(
                sql: "UPDATE contact SET last_event_at = ?, last_event_kind = ? WHERE id = ?"
            ).execute(arguments: [time, kind.rawValue, contact])
        }
        return id
    }

    static func remove(_ ids: [Int64], in db: Database) throws {
        let delete = try db.cachedStatement(sql: "DELETE FROM event WHERE id = ?")
        for id in ids { try delete.execute(arguments: [id]) }
    }

    /// Cuts the ties of a contact that goes: what happened stays under its address, lest the next contact
    /// of the same row id inherit it.
    static func release(contact: Int64, address: String, in db: Database) throws {
        let stored = StoredAddress(address)
        try db.execute(
            sql: """
                UPDATE event SET contact = NULL, written = CASE WHEN address IS NULL THEN ? ELSE written END,
                address = coalesce(address, ?) WHERE contact = ?
                """, arguments: [stored.written, stored.key, contact])
        try db.execute(sql: "UPDATE delivery SET contact = NULL WHERE contact = ?", arguments: [contact])
    }

    static func count(contact: Int64, in db: Database) throws -> Int {
        try Int.fetchOne(db, sql: "SELECT count(*) FROM event WHERE contact = ?", arguments: [contact]) ?? 0
    }
}
