extension Predicate {
    package static let hookWaiting = "next_at IS NOT NULL"
    /// Tried, and not taken until now.
    package static let hookUntaken = "state = 'untaken'"
    /// Taken and kept as a log, or given up.
    package static let hookEnded = "next_at IS NULL"
}

/// Who outside is told.
///
/// `hook_out` is what hooks and accounts' URLs are owed: `state` is `new`, `untaken` after an attempt that
/// failed, or `done`; `next_at` is set exactly while it waits to be tried. `url` is empty for a hook, whose own is
/// read when it is posted. `hook_rest` is the breaker of an endpoint that failed.
enum HookTables {
    static let create = """
        CREATE TABLE hook (
            id INTEGER PRIMARY KEY,
            account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
            webhook_id TEXT NOT NULL UNIQUE,
            url TEXT NOT NULL,
            events TEXT NOT NULL DEFAULT '',
            key_sealed BLOB,
            description TEXT NOT NULL DEFAULT '',
            stores_log INTEGER NOT NULL DEFAULT 0,
            is_active INTEGER NOT NULL DEFAULT 1,
            last_success_at INTEGER,
            last_answer TEXT NOT NULL DEFAULT '',
            last_answer_at INTEGER,
            total_events INTEGER NOT NULL DEFAULT 0,
            created_at INTEGER NOT NULL,
            rev INTEGER NOT NULL DEFAULT 1
        ) STRICT;
        CREATE INDEX hook_account ON hook (account);

        CREATE TABLE hook_out (
            id INTEGER PRIMARY KEY,
            account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
            hook INTEGER REFERENCES hook ON DELETE CASCADE,
            endpoint TEXT NOT NULL,
            url TEXT NOT NULL,
            event INTEGER NOT NULL,
            event_at INTEGER NOT NULL,
            body TEXT NOT NULL,
            state TEXT NOT NULL DEFAULT 'new',
            attempt INTEGER NOT NULL DEFAULT 0,
            next_at INTEGER,
            last_status INTEGER,
            last_answer TEXT,
            last_at INTEGER,
            created_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX hook_out_due ON hook_out (endpoint, next_at, id) WHERE \(Predicate.hookWaiting);
        CREATE INDEX hook_out_hook ON hook_out (hook);
        CREATE INDEX hook_out_untaken ON hook_out (hook) WHERE \(Predicate.hookUntaken);
        CREATE INDEX hook_out_ended ON hook_out (last_at) WHERE \(Predicate.hookEnded);

        CREATE TABLE hook_rest (
            endpoint TEXT PRIMARY KEY,
            failures INTEGER NOT NULL,
            until INTEGER
        ) STRICT, WITHOUT ROWID;
        """
}
