import GRDB
import ServiceCore

/// What happened to a suppression, told as an event of the address.
enum SuppressionEvents {
    /// An entry for all accounts makes an event for each account that has the address among its contacts.
    static func note(_ kind: StoredEventKind, _ entry: Int64, detail: String?, in session: EditSession) throws {
        let time = session.now.storedTime
        try session.database.execute(
            sql: """
                INSERT INTO event (account, kind, at, contact, address, source, detail)
                SELECT coalesce(s.account, c.account), ?, ?, c.id, s.address, ?, ? FROM suppression s
                LEFT JOIN contact c ON (s.account IS NULL OR c.account = s.account)
                AND ((s.channel = 'email' AND c.email_sort = s.address)
                OR (s.channel = 'sms' AND c.phone = s.address))
                WHERE s.id = ? AND coalesce(s.account, c.account) IS NOT NULL
                """, arguments: [kind.rawValue, time, session.who, detail, entry])
        try session.database.execute(
            sql: """
                UPDATE contact SET last_event_at = ?, last_event_kind = ? WHERE id IN (
                SELECT contact FROM event WHERE id > (SELECT max(id) FROM event) - ? AND at = ? AND contact IS NOT NULL)
                """, arguments: [time, kind.rawValue, session.database.changesCount, time])
    }
}
