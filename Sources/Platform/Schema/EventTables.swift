extension Schema {
    /// What happened to deliveries and contacts, and who outside is told.
    ///
    /// `event.kind` is a `StoredEventKind`; rows come in the order of `id`. `address` is set where there is
    /// no delivery to read it from. `ext_id` absorbs a foreign event that comes twice.
    ///
    /// `hook_out` is what hooks and accounts' URLs are owed: `state` is `new`, `untaken` after an attempt that
    /// failed, or `done`; `next_at` is set exactly while it waits to be tried. `url` is empty for a hook, whose own is
    /// read when it is posted. `hook_rest` is the breaker of an endpoint that failed.
    static let eventTables = """
        CREATE TABLE event (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
            kind INTEGER NOT NULL,
            at INTEGER NOT NULL,
            delivery INTEGER,
            batch INTEGER,
            campaign INTEGER,
            contact INTEGER,
            address TEXT,
            source TEXT NOT NULL,
            ext_id TEXT,
            code INTEGER,
            enhanced TEXT,
            rule TEXT,
            detail TEXT,
            link INTEGER,
            ip TEXT,
            agent TEXT,
            is_machine INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE INDEX event_at ON event (at);
        CREATE INDEX event_address ON event (address, at) WHERE \(Predicate.eventAddressed);
        CREATE INDEX event_contact ON event (contact, at);
        CREATE INDEX event_campaign ON event (campaign, kind, at);
        CREATE INDEX event_account ON event (account, kind, at);
        CREATE INDEX event_delivery ON event (delivery, kind);
        CREATE INDEX event_batch ON event (batch, id);
        CREATE UNIQUE INDEX event_once ON event (source, ext_id) WHERE \(Predicate.eventForeign);
        CREATE UNIQUE INDEX event_terminal ON event (delivery) WHERE \(Predicate.eventTerminal);

        CREATE TABLE event_day (
            account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
            campaign INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            day INTEGER NOT NULL,
            n INTEGER NOT NULL,
            PRIMARY KEY (account, campaign, kind, day)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE counter (
            campaign INTEGER NOT NULL REFERENCES campaign ON DELETE CASCADE,
            kind INTEGER NOT NULL,
            n INTEGER NOT NULL,
            PRIMARY KEY (campaign, kind)
        ) STRICT, WITHOUT ROWID;

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
