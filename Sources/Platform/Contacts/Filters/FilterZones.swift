import Store

enum FilterZones {
    /// Saved filters keep the zone of their dates; those of before were read in UTC, whoever asked.
    static func add(_ db: WriteTransaction) throws {
        try db.execute("ALTER TABLE saved_filter ADD COLUMN zone TEXT NOT NULL DEFAULT 'UTC'")
    }
}
