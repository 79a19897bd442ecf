import ServiceCore
import Store

extension SuppressionTelling {
    /// One event for each contact of the address, or one for the address where the account has none.
    static let contacts = SuppressionTelling(tell: ToldContacts.tell, takeBack: ToldContacts.takeBack)
}

/// The contacts whom a suppression concerns, as they are told of it.
enum ToldContacts {
    static func tell(
        _ kind: EventKind, ofEntry id: Int64, reason: String, _ told: inout ToldEvents,
        in session: EditSession
    ) throws {
        let db = session.database
        let entry = try SQLRow.fetchOne(
            db,
            cached: "SELECT account, channel, coalesce(written, address) FROM suppression WHERE id = \(id)")
        guard let entry else { return }
        let (account, address): (Int64?, String) = (entry[0], entry[2])
        let people = try people(account, isEmail: entry[1] == Channel.email.rawValue, address, in: db)
        for person in people {
            let event = try PersonEvents.write(
                kind, account: person.account, contact: person.last.contact, address: address, reason: reason,
                in: session)
            told.note(event, after: person.last)
        }
        if let account, people.isEmpty {
            let event = try PersonEvents.write(
                kind, account: account, contact: nil, address: address, reason: reason, in: session)
            told.note(event, after: nil)
        }
    }

    static func takeBack(_ told: ToldEvents, of addresses: SQL?, in db: WriteTransaction) throws {
        guard let ids = told.ids else { return }
        let those = addresses.map { "address IN (\($0))" as SQL } ?? .constant(true)
        let gone = try SQLRow.fetchAll(
            db,
            """
            DELETE FROM event WHERE id BETWEEN \(ids.lowerBound) AND \(ids.upperBound) AND \(those)
            RETURNING contact, at, kind
            """)
        let told = Dictionary(grouping: told.contacts, by: \.contact)
        for row in gone {
            guard let contact = row[0] as Int64? else { continue }
            for last in (told[contact] ?? []).reversed() {
                try restore(last, over: row[1] as Int64, row[2] as Int, in: db)
            }
        }
    }

    /// Where nothing has happened to the contact since.
    private static func restore(
        _ last: ToldEvents.LastEvent, over at: Int64, _ kind: Int, in db: WriteTransaction
    ) throws {
        try db.execute(
            cached: """
                UPDATE contact SET last_event_at = \(last.at), last_event_kind = \(last.kind)
                WHERE id = \(last.contact) AND last_event_at = \(at) AND last_event_kind = \(kind)
                AND NOT EXISTS (SELECT 1 FROM event e WHERE e.contact = contact.id AND e.at = \(at)
                AND e.kind = \(kind))
                """)
    }

    private typealias Person = (account: Int64, last: ToldEvents.LastEvent)

    private static func people(
        _ account: Int64?, isEmail: Bool, _ address: String, in db: ReadTransaction
    ) throws -> [Person] {
        let key = AddressRules.key(of: address)
        let place: SQL =
            isEmail
            ? "email_sort = \(key) AND (\(account) IS NULL OR account = \(account))"
            : """
            phone = \(key) AND \(sql: Predicate.contactPhone)
            AND account IN (SELECT id FROM account WHERE \(account) IS NULL OR id = \(account))
            """
        let rows = try SQLRow.fetchAll(
            db,
            cached: """
                SELECT id, account, last_event_at, last_event_kind FROM contact WHERE \(place) ORDER BY id
                """)
        return rows.map { ($0[1], ToldEvents.LastEvent(contact: $0[0], at: $0[2], kind: $0[3])) }
    }
}
