/// What is known of the file itself, and which process sends.
enum MetaTables {
    static let create = """
        CREATE TABLE meta (
            key TEXT PRIMARY KEY,
            value TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE engine (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            epoch INTEGER NOT NULL,
            boot_id TEXT NOT NULL,
            pid INTEGER NOT NULL,
            started_at INTEGER NOT NULL
        ) STRICT;
        INSERT INTO engine (id, epoch, boot_id, pid, started_at) VALUES (1, 0, '', 0, 0);
        """
}
