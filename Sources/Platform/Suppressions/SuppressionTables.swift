extension Predicate {
    package static let suppressionActive = "lifted_at IS NULL"
    package static let suppressionActiveEverywhere = "lifted_at IS NULL AND account IS NULL"
    /// Of people who were erased, in force.
    package static let suppressionErased = "reason = 'erased' AND lifted_at IS NULL"
}

/// Who must not be written to, and who is written to whatever was reported.
///
/// A suppression with no account holds for all accounts. An erased person's `address` is `#` and a keyed
/// hash. `recipient` is Dyn's notion of an active recipient, which stands beside suppressions. `whitelist`
/// holds addresses that are no contact's; a contact that comes to have one takes the mark over.
enum SuppressionTables {
    static let create = """
        CREATE TABLE recipient (
            account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
            address TEXT NOT NULL,
            status TEXT NOT NULL,
            why TEXT NOT NULL DEFAULT '',
            activated_at INTEGER,
            changed_at INTEGER NOT NULL,
            PRIMARY KEY (account, address)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE whitelist (
            account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
            address TEXT NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (account, address)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE suppression (
            id INTEGER PRIMARY KEY,
            account INTEGER REFERENCES account ON DELETE CASCADE,
            channel TEXT NOT NULL,
            address TEXT NOT NULL,
            reason TEXT NOT NULL,
            note TEXT NOT NULL DEFAULT '',
            source_event INTEGER,
            at INTEGER NOT NULL,
            lifted_at INTEGER,
            lifted_by TEXT,
            lifted_why TEXT,
            rev INTEGER NOT NULL DEFAULT 1
        ) STRICT;
        CREATE UNIQUE INDEX suppression_active ON suppression (account, channel, address)
            WHERE \(Predicate.suppressionActive);
        CREATE UNIQUE INDEX suppression_active_everywhere ON suppression (channel, address)
            WHERE \(Predicate.suppressionActiveEverywhere);
        CREATE INDEX suppression_listed ON suppression (account, channel, lifted_at, at)
            WHERE \(Predicate.suppressionActive);
        CREATE INDEX suppression_at ON suppression (account, at);
        CREATE INDEX suppression_created ON suppression (at);
        CREATE INDEX suppression_address ON suppression (address);
        """
}
