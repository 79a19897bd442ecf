import Store

/// The e-mail entries in force that are one account's own, in the order of time.
struct SuppressionList: Sendable {
    let account: Int64

    /// The ids of a page, the newest first.
    func page(_ span: TimeSpan, from start: Int, limit: Int, in db: ReadTransaction) throws -> [Int64] {
        let (first, end) = span.stored
        return try Int64.fetchAll(db, cached: SQL(text: Self.page, [account, first, end, limit, start]))
    }

    func count(_ span: TimeSpan, in db: ReadTransaction) throws -> Int {
        let (first, end) = span.stored
        return try Int.fetchOne(db, cached: SQL(text: Self.count, [account, first, end])) ?? 0
    }

    /// The entry for an address, nil where there is none.
    func inForce(_ address: String, in db: ReadTransaction) throws -> Int64? {
        try Int64.fetchOne(
            db,
            cached: """
                SELECT id FROM suppression WHERE account = \(account) AND channel = 'email' AND address
                = \(AddressRules.key(of: address))
                AND lifted_at IS NULL
                """)
    }

    static let page = "SELECT id \(listed) ORDER BY at DESC, id DESC LIMIT ? OFFSET ?"
    static let count = "SELECT count(*) \(listed)"

    private static let listed = """
        FROM suppression WHERE account = ? AND channel = 'email' AND \(Predicate.suppressionActive)
        AND at >= ? AND at < ?
        """
}
