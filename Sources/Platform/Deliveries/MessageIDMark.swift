import Store

/// Marks where an older file's deliveries end.
enum MessageIDMark {
    static let migration = "18 signed message ids"

    static func set(in db: WriteTransaction) throws {
        guard let last = try Int64.fetchOne(db, "SELECT max(id) FROM delivery") else { return }
        try MetaKey.lastPlainMessageID.set(String(last), in: db)
    }
}
