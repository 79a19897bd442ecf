/// Lists that were taken in, and what takes each of them back as one.
///
/// `state` is `working` while the process that `owner` names takes it in, then `done`, and `reverting` while one takes it
/// back. A part says which rows one transaction made, by their first and last id, and keeps as JSON what those were that
/// it changed (`ImportPart`); parts go as they are taken back, and after some days.
enum ImportTables {
    static let create = """
        CREATE TABLE list_import (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            kind TEXT NOT NULL,
            account INTEGER REFERENCES account ON DELETE CASCADE,
            entry INTEGER REFERENCES audit,
            state TEXT NOT NULL,
            owner TEXT NOT NULL,
            at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX list_import_entry ON list_import (entry);
        CREATE INDEX list_import_account ON list_import (account);

        CREATE TABLE list_import_part (
            id INTEGER PRIMARY KEY,
            import INTEGER NOT NULL REFERENCES list_import ON DELETE CASCADE,
            first_id INTEGER,
            last_id INTEGER,
            data TEXT NOT NULL
        ) STRICT;
        CREATE INDEX list_import_part_import ON list_import_part (import);
        """
}
