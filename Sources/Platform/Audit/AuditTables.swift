/// The trail and the request log.
///
/// Both serve every connection of the workspace, hosted ones too, so they name the connection instead of an account,
/// and the audit trail in `console` the platform and base URL behind it. Each audit row's `hash` covers the previous row's.
enum AuditTables {
    static let create = """
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
        """
}

/// What deletions took, so that it can be put back: raw columns of many rows at once, beside their trail entries.
///
/// `columns` names the columns and `data` holds their values as JSON, types kept (`StoredValue`); what was sealed
/// is sealed here too. Where `is_tie` is 1 the rows have stayed and only a reference was cut. The rows of an account
/// that goes go with it.
enum DeletedRowTable {
    static let create = """
        CREATE TABLE deleted_row (
            id INTEGER PRIMARY KEY,
            entry INTEGER NOT NULL REFERENCES audit,
            account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
            source TEXT NOT NULL,
            is_tie INTEGER NOT NULL DEFAULT 0,
            columns TEXT NOT NULL,
            data TEXT NOT NULL,
            at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX deleted_row_entry ON deleted_row (entry);
        CREATE INDEX deleted_row_account ON deleted_row (account);
        CREATE INDEX deleted_row_at ON deleted_row (at);
        """
}
