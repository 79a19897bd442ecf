/// What processes are told that do not run the engine, and what belongs to a relay.
///
/// `engine.transports` are `TransportFigures` in JSON; `relay_day` counts what a relay took on a day of UTC of its warm-up.
enum RelayTables {
    static let migration = "23 relays"

    static let create = """
        ALTER TABLE engine ADD COLUMN transports TEXT;
        CREATE TABLE relay_day (
            relay TEXT NOT NULL,
            day INTEGER NOT NULL,
            n INTEGER NOT NULL,
            PRIMARY KEY (relay, day)
        ) STRICT, WITHOUT ROWID;
        """
}

/// The relays that senders name for themselves; `setting` is a `TransportSetting` in JSON.
enum OwnRelayTable {
    static let migration = "24 own relays"

    static let create = """
        CREATE TABLE own_relay (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            url TEXT NOT NULL UNIQUE,
            setting TEXT NOT NULL
        ) STRICT;
        """
}
