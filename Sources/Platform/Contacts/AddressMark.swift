import ServiceCore
import Store

/// The mark that an address had on the whitelist before a contact came to have it and took the mark over.
struct AddressMark: Codable, Sendable, Equatable {
    private let address: String
    private let at: Int64
    /// Whether the contact was whitelisted before.
    private let isBesideOwn: Bool

    /// Asked before the contact has the address; nil where that is on no whitelist.
    static func of(_ email: String, for contact: Int64, in db: ReadTransaction) throws -> AddressMark? {
        guard !email.isEmpty else { return nil }
        let row = try SQLRow.fetchOne(
            db,
            cached: """
                SELECT w.address, w.at, c.whitelisted_at IS NOT NULL FROM contact c JOIN whitelist w
                ON w.account = c.account AND w.address = \(AddressRules.key(of: email))
                WHERE c.id = \(contact)
                """)
        return row.map { AddressMark(address: $0[0], at: $0[1], isBesideOwn: $0[2]) }
    }

    /// Asked once the contact has another address, or none.
    func giveBack(from contact: Int64, in db: WriteTransaction) throws {
        try db.execute(
            cached: """
                INSERT INTO whitelist (account, address, at)
                SELECT account, \(address), \(at) FROM contact WHERE id = \(contact) ON CONFLICT DO NOTHING
                """)
        guard !isBesideOwn else { return }
        try db.execute(
            cached: """
                UPDATE contact SET whitelisted_at = NULL WHERE id = \(contact) AND whitelisted_at = \(at)
                """)
    }

    /// Gives back the marks of contacts that go and that nobody has marked since they came.
    ///
    /// - Parameter contacts: a condition on `contact c`.
    static func giveBack(ofThose contacts: SQL, in db: WriteTransaction) throws {
        try db.execute(
            """
            INSERT INTO whitelist (account, address, at)
            SELECT c.account, c.email, c.whitelisted_at FROM contact c
            WHERE \(contacts) AND c.whitelisted_at IS NOT NULL AND c.email IS NOT NULL ON CONFLICT DO NOTHING
            """)
    }
}
