/// The table `tracking_domain`, as first made.
enum TrackingDomainTables {
    static let create = """
        CREATE TABLE tracking_domain (
            id INTEGER PRIMARY KEY,
            account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
            name TEXT NOT NULL,
            cname_state TEXT NOT NULL DEFAULT 'unchecked',
            cname_found TEXT NOT NULL DEFAULT '',
            tracking_state TEXT NOT NULL DEFAULT 'unchecked',
            check_detail TEXT NOT NULL DEFAULT '',
            checked_at INTEGER,
            created_at INTEGER NOT NULL,
            rev INTEGER NOT NULL DEFAULT 1,
            UNIQUE (account, name)
        ) STRICT;
        """
}
