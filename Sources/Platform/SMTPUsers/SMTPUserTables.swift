/// The tables `smtp_user`, `smtp_user_hour`, as first made.
enum SMTPUserTables {
    static let create = """
        CREATE TABLE smtp_user (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
            name TEXT NOT NULL UNIQUE,
            password_sealed BLOB,
            status TEXT NOT NULL DEFAULT 'enabled',
            hourly_limit INTEGER NOT NULL,
            total_limit INTEGER NOT NULL,
            used_total INTEGER NOT NULL DEFAULT 0,
            reserved_total INTEGER NOT NULL DEFAULT 0,
            highest_hour INTEGER NOT NULL DEFAULT 0,
            created_at INTEGER NOT NULL,
            rev INTEGER NOT NULL DEFAULT 1
        ) STRICT;
        CREATE INDEX smtp_user_account ON smtp_user (account);

        CREATE TABLE smtp_user_hour (
            smtp_user INTEGER NOT NULL REFERENCES smtp_user ON DELETE CASCADE,
            hour INTEGER NOT NULL,
            reserved INTEGER NOT NULL DEFAULT 0,
            used INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (smtp_user, hour)
        ) STRICT, WITHOUT ROWID;
        """
}
