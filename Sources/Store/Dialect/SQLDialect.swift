/// What one engine spells differently from another.
///
/// All other SQL is what SQLite and PostgreSQL share. Tables, triggers and indices a room spells whole for an engine, and what
/// that lacks of the functions that queries call, such as the greater of two, its schema defines. How files are opened,
/// watched and copied, and what an engine's errors mean, stands beside this folder.
package protocol SQLDialect: Sendable {
    /// The text as the engine takes it.
    ///
    /// - Parameter text: has its values as `?` in their order, or as `?1` where one of them stands more than once.
    func statement(_ text: String) -> String

    /// Where a text begins in another, the first letter being 1; 0 where it does not stand there. Null where either is.
    func position(of needle: SQL, in text: SQL) -> SQL

    /// Whether a regular expression is found in a text, case and accents folded.
    func isFound(_ expression: String, in text: SQL) -> SQL

    /// Text as search compares it (`SearchFolding`).
    func folded(_ column: String) -> String

    /// Bytes read as UTF-8.
    func text(ofBytes column: String) -> String

    /// Now by the engine's clock, in milliseconds since 1970.
    var now: String { get }

    /// An `INSERT` that leaves out rows whose keys are taken.
    ///
    /// - Parameter rows: `INTO` a table and its columns, then values or a query.
    func insertOrIgnore(_ rows: SQL) -> SQL

    /// A query of rows that this transaction takes as its own: what another has taken meanwhile is left out.
    ///
    /// - Parameter alias: of the table whose rows they are, among those that the query joins.
    func claiming(_ alias: String, _ query: SQL) -> SQL

    /// A table in `FROM`, read along an index wherever the planner must not choose.
    func table(_ table: String, by index: String) -> String

    /// A column, or a comparison that begins with one, for which the planner takes no index.
    func unindexed(_ column: String) -> String

    /// How the planner would carry out a query, one step a line.
    func plan(of query: SQL, in db: ReadTransaction) throws -> String

    /// Has the planner learn how the values of a table are spread.
    func analyze(_ table: String) -> SQL

    /// A query of the greatest id that was ever given in a table, deleted rows included; no row, or null, before the first.
    func lastID(of table: String) -> SQL

    /// Sees to it that rows to come get ids above a number.
    func keepIDs(of table: String, through last: Int64, in db: WriteTransaction) throws

    /// A query of the columns that are written, in the table's order.
    func columns(of table: String) -> SQL

    /// A query of all references: table, column, the table referred to, and `CASCADE`, `SET NULL` or another action.
    var foreignKeys: SQL { get }

    /// A query of a number that is another after each commit of another connection.
    var commitCounter: SQL { get }

    /// The rows whose text holds all the words; nil where it is quicker to look at each.
    func rows(of index: TextIndex, holding words: [String], in db: ReadTransaction) throws -> TextIndex.Match?

    /// One step of bringing an index together; false at the last.
    func merge(_ index: TextIndex, in db: WriteTransaction) throws -> Bool
}

extension SQL {
    /// The one that this program's engine speaks.
    package static let dialect: any SQLDialect = SQLiteDialect()
}
