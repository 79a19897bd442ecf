/// Finds the rows of a table by any piece of a column's text, however many there are.
///
/// The column holds folded text (`SearchFolding`), and pieces are compared with it letter by letter. In SQLite this is
/// an FTS5 table of all three letters that follow one another anywhere. It keeps no text of its own, so that whoever
/// takes a row out of it has to say what the row's text was: `triggers` do.
package struct TextIndex: Sendable {
    package let name: String
    let table: String
    package let column: String
    private let function: String
    let comparisonsPerRow: Int

    /// - Parameters:
    ///   - name: of the index, which is none of another table; what it consists of is called `name_…`.
    ///   - table: has an integer key `id`.
    ///   - function: makes folded text of a column that holds something else. It must go on making the same of it, or
    ///     be followed by a migration that makes the index anew.
    ///   - comparisonsPerRow: as soon as one or two letters ask for more, each row is looked at instead, which takes as
    ///     long as some seventy of them.
    package init(
        _ name: String, of table: String, _ column: String, by function: String = "",
        comparisonsPerRow: Int = 30
    ) {
        (self.name, self.table, self.column, self.function) = (name, table, column, function)
        self.comparisonsPerRow = comparisonsPerRow
    }

    /// Two letters more than the text has, so that three of them begin with each of its own. No needle holds them, since
    /// folding makes control characters blanks.
    private func text(of row: String) -> String { "\(function)(\(row)\(column)) || char(1, 1)" }

    /// Very many rows at once become a few large segments. A small write becomes one of its own, and merges some of the
    /// others in part; by default every sixteenth would merge as many whole ones by itself, the large ones too.
    package var create: String {
        """
        CREATE VIRTUAL TABLE \(name) USING fts5(
            text, content = '', columnsize = 0, tokenize = 'trigram case_sensitive 1');
        INSERT INTO \(name) (\(name), rank) VALUES ('hashsize', 16777216), ('crisismerge', 64);
        CREATE VIRTUAL TABLE \(letters) USING fts5vocab(\(name), 'row');
        """
    }

    /// Which three letters stand in how many rows.
    var letters: String { "\(name)_letters" }

    /// Keep the index in step with single edits.
    package var triggers: String {
        """
        CREATE TRIGGER \(table)_\(column)_insert AFTER INSERT ON \(table) BEGIN
            \(add)
        END;
        CREATE TRIGGER \(table)_\(column)_update AFTER UPDATE OF \(column) ON \(table)
        WHEN old.\(column) <> new.\(column) BEGIN
            \(remove)
            \(add)
        END;
        CREATE TRIGGER \(table)_\(column)_delete AFTER DELETE ON \(table) BEGIN
            \(remove)
        END;
        """
    }

    package var dropTriggers: String {
        ["insert", "update", "delete"].map { "DROP TRIGGER IF EXISTS \(table)_\(column)_\($0);" }
            .joined(separator: "\n")
    }

    private var add: String {
        "INSERT INTO \(name) (rowid, text) VALUES (new.id, \(text(of: "new.")));"
    }

    private var remove: String {
        """
        INSERT INTO \(name) (\(name), rowid, text) VALUES ('delete', old.id, \(text(of: "old.")));
        """
    }

    /// Makes the index anew of all rows.
    package func rebuild(in db: WriteTransaction) throws {
        try db.execute(
            """
            INSERT INTO \(sql: name) (\(sql: name)) VALUES ('delete-all');
            INSERT INTO \(sql: name) (rowid, text)
                SELECT id, \(sql: text(of: "")) FROM \(sql: table) ORDER BY id;
            """)
    }
}

extension TextIndex {
    /// Brings what the index is made of together, a little at a time, so that nothing is left of texts that went out of it.
    ///
    /// - Returns: whether there is more to do.
    package func merge(in db: WriteTransaction) throws -> Bool { try SQL.dialect.merge(self, in: db) }

    /// Rows that were found.
    package struct Match: Sendable {
        /// A query of their ids, as `id`.
        package let ids: SQL
        /// Words of which the query says nothing.
        package let untested: [String]
    }

    /// The rows whose text holds all the words.
    ///
    /// - Parameter words: folded.
    /// - Returns: nil where no word leads to few enough rows: then it is quicker to look at each.
    package func rows(holding words: [String], in db: ReadTransaction) throws -> Match? {
        try SQL.dialect.rows(of: self, holding: words, in: db)
    }
}
