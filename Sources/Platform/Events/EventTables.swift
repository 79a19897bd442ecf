extension Predicate {
    /// Events that no delivery tells the address of.
    package static let eventAddressed = "address IS NOT NULL"
    package static let eventForeign = "ext_id IS NOT NULL"
    /// Event kinds 1 to 5 end a delivery's story with us; there is one of them per delivery, those aside after which it was
    /// sent again.
    package static let eventTerminal = "kind <= 5 AND superseded = 0"
}

/// What happened to deliveries and contacts.
///
/// `event.kind` is an `EventKind`’s number; rows come in the order of `id`. `address` is set where there is
/// no delivery to read it from. `ext_id` absorbs a foreign event that comes twice.
enum EventTables {
    static let create = """
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
        CREATE UNIQUE INDEX event_terminal ON event (delivery) WHERE kind <= 5;

        CREATE TABLE event_day (
            account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
            campaign INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            day INTEGER NOT NULL,
            n INTEGER NOT NULL,
            PRIMARY KEY (account, campaign, kind, day)
        ) STRICT, WITHOUT ROWID;
        """
}

/// What ended a delivery that was sent again later stays as history.
enum SupersededEvents {
    static let migration = "11 sent again"

    static let add = """
        ALTER TABLE event ADD COLUMN superseded INTEGER NOT NULL DEFAULT 0;
        DROP INDEX event_terminal;
        CREATE UNIQUE INDEX event_terminal ON event (delivery) WHERE \(Predicate.eventTerminal);
        """
}
