import GRDB
import ServiceCore

/// The contacts of one account by their addresses, which is how wire APIs name them.
struct AccountContacts {
    let db: Database
    let account: Int64
    let connection: ConnectionID

    func contact(_ email: String) throws -> Contact? {
        try ContactTable(connection: connection).find(email, of: account, in: db)
    }

    /// Which of these keys of addresses are contacts'; asked in portions, because a query takes only so many arguments.
    func known(of keys: [String]) throws -> Set<String> {
        var known: Set<String> = []
        for start in stride(from: 0, to: keys.count, by: 500) {
            let portion = keys[start..<min(start + 500, keys.count)]
            let marks = Array(repeating: "?", count: portion.count).joined(separator: ", ")
            known.formUnion(
                try String.fetchAll(
                    db, sql: "SELECT email FROM contact WHERE account = ? AND email IN (\(marks))",
                    arguments: [account] + StatementArguments(portion)))
        }
        return known
    }

    /// The invalid contacts that follow a row, in the order in which they were made.
    func invalid(after id: Int64, limit: Int) throws -> [Contact] {
        let ids = try Int64.fetchAll(
            db.cachedStatement(sql: Self.invalidAfter), arguments: [account, id, limit])
        return try ContactRows(db: db, connection: connection).contacts(ids)
    }

    static let invalidAfter = """
        SELECT id FROM contact WHERE account = ? AND \(Predicate.contactInvalid) AND id > ? AND email IS NOT NULL
        ORDER BY id LIMIT ?
        """
}
