import Store

/// The columns of a table that are written when a row is put back.
enum TableColumns {
    /// What is counted or looked up anew when a row comes back, since it may have changed meanwhile.
    private static let derived: [String: Set<String>] = [
        "contact": ["is_suppressed", "is_inactive"], "grp": ["member_count"],
        // What was under way when a user went has been settled without him.
        "smtp_user": ["reserved_total"], "smtp_user_hour": ["reserved"],
    ]

    /// Without those that the engine computes, in the table's order.
    static func stored(_ table: String, _ db: ReadTransaction) throws -> [String] {
        let names = try String.fetchAll(db, cached: SQL.dialect.columns(of: table))
        return names.filter { derived[table]?.contains($0) != true }
    }
}
