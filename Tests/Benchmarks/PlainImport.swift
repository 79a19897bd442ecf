import Foundation

/// The same file by `sqlite3 .import` as it comes, in one transaction, into a table that has the columns of the file and
/// an index for each that contacts have, on the same columns or what they are made from.
struct PlainImport {
    let list: BenchmarkList
    /// Whether it has the text indices too, kept by triggers as those of contacts are.
    let isSearched: Bool

    struct Outcome {
        let time: Duration
        let indices: String
    }

    func run() throws -> Outcome {
        let database = list.path + (isSearched ? ".searched.sqlite" : ".plain.sqlite")
        defer {
            for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: database + end) }
        }
        try Self.sqlite(database, "PRAGMA journal_mode = WAL; \(Self.table) \(isSearched ? Self.texts : "")")
        let start = ContinuousClock.now
        try Self.sqlite(database, ".import --csv --skip 1 '\(list.path)' contact")
        let time = ContinuousClock.now - start
        return Outcome(time: time, indices: try Self.indices(of: database))
    }

    /// What the file of a database calls the indices of its contacts.
    static func indices(of database: String) throws -> String {
        try sqlite(
            database,
            """
            SELECT name FROM sqlite_schema WHERE tbl_name = 'contact' AND type = 'index'
            OR sql LIKE '%trigram%' ORDER BY name
            """)
    }

    @discardableResult
    private static func sqlite(_ database: String, _ command: String) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/sqlite3")
        process.arguments = [database, command]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let told = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw BenchmarkDirectory.Missing() }
        return String(decoding: told, as: UTF8.self)
    }

    /// What a new contact has in no column of the file is made from its number, as the shell imports no other columns.
    private static let table = """
        CREATE TABLE contact (
            id INTEGER PRIMARY KEY, email TEXT, phone TEXT, first_name TEXT, last_name TEXT, age INTEGER, sex TEXT);
        CREATE UNIQUE INDEX contact_account_email ON contact (id > 0, email);
        CREATE UNIQUE INDEX contact_account_numid ON contact (id > 0, id);
        CREATE INDEX contact_by_email ON contact (coalesce(email, ''));
        CREATE INDEX contact_by_name ON contact (lower(first_name || ' ' || last_name));
        CREATE INDEX contact_by_last_event ON contact (id < 0);
        CREATE INDEX contact_by_state ON contact (iif(id > 0, 'active', 'invalid'));
        CREATE UNIQUE INDEX contact_phone ON contact (id > 0, phone) WHERE phone <> '';
        CREATE INDEX contact_by_age ON contact (age, sex);
        CREATE INDEX contact_by_sex ON contact (sex) WHERE sex IS NOT NULL;
        CREATE INDEX contact_hard_bounced ON contact (id) WHERE id < 0;
        CREATE INDEX contact_soft_bounced ON contact (id) WHERE id < 0;
        CREATE INDEX contact_limited ON contact (id) WHERE id < 0;
        CREATE INDEX contact_invalid ON contact (id) WHERE id < 0;
        CREATE INDEX contact_whitelisted ON contact (id) WHERE id < 0;
        """

    private static let texts = [
        (
            "contact_text",
            "lower(new.email || char(1) || new.first_name || ' ' || new.last_name) || char(1) || new.phone"
        ), ("contact_fields_text", "''"),
    ].map { name, text in
        """
        CREATE VIRTUAL TABLE \(name) USING fts5(
            text, content = '', columnsize = 0, tokenize = 'trigram case_sensitive 1');
        INSERT INTO \(name) (\(name), rank) VALUES ('hashsize', 16777216), ('crisismerge', 64);
        CREATE TRIGGER \(name)_insert AFTER INSERT ON contact BEGIN
            INSERT INTO \(name) (rowid, text) VALUES (new.id, \(text) || char(1, 1));
        END;
        """
    }.joined()
}
