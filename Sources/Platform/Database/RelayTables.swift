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
