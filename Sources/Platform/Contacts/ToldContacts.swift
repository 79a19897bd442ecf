import ServiceCore
import Store

/// The events by which everybody whom a suppression concerns is told of it, as they are taken back.
struct ToldContacts: Sendable {
    private var marks: [(contact: Int64, marked: MarkedContact)] = []
    private var loose: [Int64] = []

    /// Writes one event for each contact of the address, or one for the address where the account has none.
    static func tell(
        _ kind: EventKind, ofEntry id: Int64, reason: String, in session: EditSession
    ) throws -> ToldContacts {
        var told = ToldContacts()
        let db = session.database
        let entry = try SQLRow.fetchOne(
            db,
            cached: "SELECT account, channel, coalesce(written, address) FROM suppression WHERE id = \(id)")
        guard let entry else { return told }
        let (account, address): (Int64?, String) = (entry[0], entry[2])
        for contact in try contacts(account, isEmail: entry[1] == Channel.email.rawValue, address, in: db) {
            let marked = try MarkedContact.by(marking: contact.id, in: db) {
                [
                    try PersonEvents.write(
                        kind, account: contact.account, contact: contact.id, address: address,
                        reason: reason, in: session)
                ]
            }
            if let marked { told.marks.append((contact.id, marked)) }
        }
        if let account, told.marks.isEmpty {
            told.loose.append(
                try PersonEvents.write(
                    kind, account: account, contact: nil, address: address, reason: reason, in: session))
        }
        return told
    }

    func takeBack(in db: WriteTransaction) throws {
        for (contact, marked) in marks { try marked.restore(on: contact, in: db) }
        try PersonEvents.remove(loose, in: db)
    }

    private static func contacts(
        _ account: Int64?, isEmail: Bool, _ address: String, in db: ReadTransaction
    ) throws -> [(id: Int64, account: Int64)] {
        let key = AddressRules.key(of: address)
        let place: SQL =
            isEmail
            ? "email_sort = \(key) AND (\(account) IS NULL OR account = \(account))"
            : """
            phone = \(key) AND \(sql: Predicate.contactPhone)
            AND account IN (SELECT id FROM account WHERE \(account) IS NULL OR id = \(account))
            """
        return try SQLRow.fetchAll(db, "SELECT id, account FROM contact WHERE \(place) ORDER BY id")
            .map { ($0[0], $0[1]) }
    }
}
