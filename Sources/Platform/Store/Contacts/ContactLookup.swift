import GRDB
import ServiceCore

/// Finds single contacts by what a person knows them by.
enum ContactLookup {
    /// By id, e-mail address, phone number or the number that DMDS gives.
    ///
    /// - Throws: `.conflict` where contacts of several accounts answer to it.
    static func find(_ key: String, connection: ConnectionID, in db: Database) throws -> Contact? {
        let rows = ContactRows(db: db, connection: connection)
        if let id = Int64(key), !key.hasPrefix("+"), let contact = try rows.contact(id) { return contact }
        let ids = try ids(key, in: db)
        guard ids.count > 1 else { return try ids.first.flatMap { try rows.contact($0) } }
        let found = try rows.contacts(ids)
        throw ServiceError(
            .conflict, "\(found.count) contacts answer to “\(key)”.",
            hint:
                "Name one by its id: \(found.map { "\($0.id.native) (\($0.account))" }.joined(separator: ", "))."
        )
    }

    /// Every contact with this address or number, in the order of accounts.
    static func ids(_ key: String, in db: Database) throws -> [Int64] {
        if let address = AddressRules.normalized(email: key) {
            return try Int64.fetchAll(
                db, sql: "SELECT id FROM contact WHERE email_sort = ? ORDER BY account", arguments: [address])
        }
        if key.hasPrefix("+"), let phone = AddressRules.normalized(phone: key) {
            return try each("phone = ? AND \(Predicate.contactPhone)", phone, in: db)
        }
        guard let number = Int64(key) else { return [] }
        return try each("numid = ?", number, in: db)
    }

    /// The indices begin with the account, of which there are few.
    private static func each(
        _ condition: String, _ value: any DatabaseValueConvertible, in db: Database
    ) throws -> [Int64] {
        try Int64.fetchAll(
            db,
            sql: """
                SELECT c.id FROM account a CROSS JOIN contact c ON c.account = a.id
                WHERE c.\(condition) ORDER BY a.id
                """, arguments: [value])
    }
}
