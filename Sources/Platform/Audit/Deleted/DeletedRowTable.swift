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
