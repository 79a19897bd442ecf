import GRDB

/// The e-mail entries in force that are one account's own, in the order of time.
struct SuppressionList: Sendable {
    let account: Int64

    /// The ids of a page, the newest first.
    func page(_ span: TimeSpan, from start: Int, limit: Int, in db: Database) throws -> [Int64] {
        let (first, end) = span.stored
        return try Int64.fetchAll(
            db.cachedStatement(sql: Self.page), arguments: [account, first, end, limit, start])
    }

    func count(_ span: TimeSpan, in db: Database) throws -> Int {
        let (first, end) = span.stored
        return try Int.fetchOne(
            db.cachedStatement(sql: Self.count), arguments: [account, first, end]) ?? 0
    }

    /// The entry for an address, nil where there is none.
    func inForce(_ address: String, in db: Database) throws -> Int64? {
        try Int64.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT id FROM suppression WHERE account = ? AND channel = 'email' AND address = ?
                    AND lifted_at IS NULL
                    """), arguments: [account, AddressRules.key(of: address)])
    }

    static let page = "SELECT id \(listed) ORDER BY at DESC, id DESC LIMIT ? OFFSET ?"
    static let count = "SELECT count(*) \(listed)"

    private static let listed = """
        FROM suppression WHERE account = ? AND channel = 'email' AND \(Predicate.suppressionActive)
        AND at >= ? AND at < ?
        """
}
