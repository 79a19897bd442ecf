extension Predicate {
    /// Neither released nor ended otherwise.
    static let holdStands = "released_at IS NULL"
}

/// People whose rows stay whatever anybody wants to delete.
///
/// A hold is on an address or a number, as it is known by, for all accounts; a person has one that stands at most. The
/// database itself keeps their contacts and what was sent to them, so that no way around the rules leads to a loss.
enum HoldTables {
    static let create = """
        CREATE TABLE hold (
            id INTEGER PRIMARY KEY,
            address TEXT NOT NULL,
            written TEXT,
            reason TEXT NOT NULL,
            who TEXT NOT NULL,
            at INTEGER NOT NULL,
            released_at INTEGER,
            released_by TEXT,
            released_why TEXT
        ) STRICT;
        CREATE UNIQUE INDEX hold_standing ON hold (address) WHERE \(Predicate.holdStands);
        """
}
