extension Schema {
    /// The platform's own books: answers kept for repeats, audit trail, request log, engine, signing keys.
    ///
    /// `audit` and `request_log` serve every connection of the workspace, hosted ones too, so they name the
    /// connection instead of an account, and the audit trail in `console` the platform and base URL behind it. Each
    /// audit row's `hash` covers the previous row's.
    static let bookTables = """
        CREATE TABLE idem (
            account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
            key TEXT NOT NULL,
            request_hash BLOB NOT NULL,
            status INTEGER NOT NULL,
            answer TEXT NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (account, key)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX idem_at ON idem (at);

        CREATE TABLE audit (
            id INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            who TEXT NOT NULL,
            console TEXT NOT NULL DEFAULT '',
            connection TEXT NOT NULL,
            action TEXT NOT NULL,
            target_kind TEXT NOT NULL,
            target TEXT NOT NULL,
            title TEXT NOT NULL DEFAULT '',
            why TEXT NOT NULL DEFAULT '',
            before TEXT,
            after TEXT,
            undo TEXT,
            undo_of INTEGER REFERENCES audit,
            outcome TEXT NOT NULL DEFAULT 'done',
            hash BLOB NOT NULL
        ) STRICT;
        CREATE INDEX audit_target ON audit (target_kind, target, id);
        CREATE INDEX audit_undo ON audit (undo_of);

        CREATE TABLE request_log (
            id INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            connection TEXT NOT NULL,
            operation TEXT NOT NULL,
            method TEXT NOT NULL DEFAULT '',
            path TEXT NOT NULL DEFAULT '',
            status INTEGER,
            duration_us INTEGER NOT NULL,
            bytes_out INTEGER NOT NULL DEFAULT 0,
            bytes_in INTEGER NOT NULL DEFAULT 0,
            error TEXT
        ) STRICT;

        CREATE TABLE engine (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            epoch INTEGER NOT NULL,
            boot_id TEXT NOT NULL,
            pid INTEGER NOT NULL,
            started_at INTEGER NOT NULL
        ) STRICT;
        INSERT INTO engine (id, epoch, boot_id, pid, started_at) VALUES (1, 0, '', 0, 0);

        CREATE TABLE signing_key (
            id INTEGER PRIMARY KEY,
            sealed BLOB NOT NULL,
            created_at INTEGER NOT NULL,
            retired_at INTEGER
        ) STRICT;

        CREATE TABLE meta (
            key TEXT PRIMARY KEY,
            value TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        """
}
