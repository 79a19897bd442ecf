import FoundationEssentials
import ServiceCore
import Store

/// Reads single contacts and writes what a person edits of them.
struct ContactTable: Sendable {
    let connection: ConnectionID

    func find(_ native: String, in db: ReadTransaction) throws -> Contact? {
        guard let id = Int64(native) else { return nil }
        return try ContactRows(db: db, connection: connection).contact(id)
    }

    /// An account's contact by its address, however it is spelt.
    func find(_ email: String, of account: Int64, in db: ReadTransaction) throws -> Contact? {
        let id = try Int64.fetchOne(
            db,
            cached: """
                SELECT id FROM contact WHERE account = \(account) AND email = \(AddressRules.key(of: email))
                """)
        return try id.flatMap { try ContactRows(db: db, connection: connection).contact($0) }
    }

    /// A contact by its id, its number, its address or its phone number.
    ///
    /// - Throws: `.conflict` where contacts of several accounts have it.
    func find(byKey key: String, in db: ReadTransaction) throws -> Contact? {
        if let contact = try find(key, in: db) { return contact }
        let ids = try ids(byKey: key, in: db)
        guard ids.count > 1 else { return try ids.first.flatMap { try find(String($0), in: db) } }
        throw ServiceError(
            .conflict, "\(ids.count) contacts are known as “\(key)”, each of another account.",
            hint: "Name one by its id: \(ids.map(String.init).joined(separator: ", ")).")
    }

    private func ids(byKey key: String, in db: ReadTransaction) throws -> [Int64] {
        if let number = Int64(key) {
            let sql = "SELECT id FROM contact WHERE account IN (SELECT id FROM account) AND numid = ?"
            let ids = try Int64.fetchAll(db, SQL(text: sql, [number]))
            if !ids.isEmpty { return ids }
        }
        if key.contains("@") {
            return try Int64.fetchAll(
                db, "SELECT id FROM contact WHERE email_sort = \(AddressRules.key(of: key)) ORDER BY id")
        }
        guard let phone = PhoneNumber.sought(key) else { return [] }
        return try Int64.fetchAll(
            db,
            """
            SELECT id FROM contact WHERE account IN (SELECT id FROM account) AND phone = \(phone)
            AND \(sql: Predicate.contactPhone) ORDER BY id
            """)
    }

    /// - Returns: the new contact's native id; its groups are not written here.
    func insert(_ contact: Contact, account: Int64, at now: Date, in db: WriteTransaction) throws -> String {
        try ErasedPeople(db: db).refuse(contact)
        let time = now.storedTime
        let columns: ColumnValues = [
            ("account", account), ("numid", try Self.nextNumid(account: account, in: db)),
            ("created_at", time), ("updated_at", time),
        ]
        return String(try db.insert(into: "contact", columns + (try Self.columns(contact))))
    }

    /// Writes what a form edits and raises `rev`.
    func save(_ contact: Contact, in db: WriteTransaction) throws {
        try db.update("contact", id: try rowID(contact), try Self.columns(contact))
    }

    /// Raises `rev` alone.
    func touch(_ contact: Contact, in db: WriteTransaction) throws {
        let nothing: ColumnValues = []
        try db.update("contact", id: try rowID(contact), nothing)
    }

    /// Removes a contact; what happened to it stays under its address.
    func delete(_ contact: Contact, in db: WriteTransaction) throws {
        let id = try rowID(contact)
        try Holds(db: db).refuse("deleted", of: [contact.email, contact.phone])
        let address = contact.email.isEmpty ? contact.phone : contact.email
        try PersonEvents.release(contact: id, address: address, in: db)
        try db.execute("DELETE FROM contact WHERE id = \(id)")
    }

    func rowID(_ contact: Contact) throws -> Int64 {
        guard let id = Int64(contact.id.native) else {
            throw ServiceError(.notFound, "“\(contact.id.native)” is no id of a contact.")
        }
        return id
    }

    func owner(of contact: Contact, in db: ReadTransaction) throws -> Int64 {
        let id = try Int64.fetchOne(
            db, cached: "SELECT account FROM contact WHERE id = \(try rowID(contact))")
        guard let id else { throw ServiceError(.notFound, "The contact is gone.", hint: "Refresh the list.") }
        return id
    }

    /// - Throws: `.conflict` on the form field where another contact of the account has the address or number.
    func requireFree(_ contact: Contact, account: Int64, in db: ReadTransaction) throws {
        try ErasedPeople(db: db).refuse(contact)
        let own = Int64(contact.id.native) ?? 0
        for (column, text) in [("email", contact.email), ("phone", contact.phone)] where !text.isEmpty {
            let sql = "SELECT id FROM contact WHERE account = ? AND \(column) = ? AND id <> ?"
            let arguments: [(any ColumnValue)?] = [account, AddressRules.key(of: text), own]
            guard try Int64.fetchOne(db, cached: SQL(text: sql, arguments)) != nil else {
                continue
            }
            throw ServiceError(
                .conflict, "The account has a contact “\(text)” already.", hint: "Edit that one.",
                field: column)
        }
    }

    /// Whether nothing has happened to a contact since it was made.
    func isUntouched(_ contact: Contact, in db: ReadTransaction) throws -> Bool {
        let sql = "SELECT \(Self.untouched) FROM contact c WHERE id = ?"
        return try Bool.fetchOne(db, SQL(text: sql, [try rowID(contact)])) ?? false
    }

    /// The same of a contact `c`.
    static let untouched = """
        (NOT EXISTS (SELECT 1 FROM event WHERE contact = c.id)
        AND NOT EXISTS (SELECT 1 FROM delivery WHERE contact = c.id))
        """

    /// The next number of the account's contacts.
    private static func nextNumid(account: Int64, in db: WriteTransaction) throws -> Int {
        try reserveNumids(1, account: account, in: db)
    }

    /// The first of as many numbers that follow one another.
    static func reserveNumids(_ count: Int, account: Int64, in db: WriteTransaction) throws -> Int {
        let last = try Int.fetchOne(
            db,
            cached: """
                UPDATE account SET contact_numid = max(contact_numid,
                (SELECT coalesce(max(numid), 0) FROM contact WHERE account = account.id)) + \(count)
                WHERE id = \(account) RETURNING contact_numid
                """)
        return (last ?? count) - count + 1
    }

    static func columns(_ contact: Contact) throws -> ColumnValues {
        let fields = Dictionary(contact.customFields.map { ($0.composed, $1) }, uniquingKeysWith: { $1 })
        let address = contact.email.isEmpty ? nil : StoredAddress(contact.email)
        let phone = contact.phone.isEmpty ? nil : contact.phone
        let (first, last) = (contact.firstName, contact.lastName)
        return [
            ("email", address?.key), ("email_written", address?.written), ("phone", phone),
            ("first_name", first), ("last_name", last),
            ("age", contact.age), ("sex", contact.sex),
            ("fields", fields.isEmpty ? "{}" : try JSONText.text(fields)),
            ("allows_email", contact.channels?.allowsEmail ?? true),
            ("allows_sms", contact.channels?.allowsSMS ?? true), ("operation", contact.operation),
            ("name_sort", SearchFolding.nameSortKey(last: last, first: first)),
            (
                "search",
                SearchFolding.searchText(email: contact.email, first: first, last: last, phone: phone)
            ),
        ]
    }
}
