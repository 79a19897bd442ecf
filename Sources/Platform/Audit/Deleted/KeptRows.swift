import Foundation
import Store

/// Rows of one table as a deletion found them, with the values of their stored columns.
struct KeptRows {
    let table: String
    /// Whether the rows stay and only refer to the deleted row no more; the first column is then their id, the second
    /// the reference.
    var isTie = false
    let columns: [String]
    var rows: [[StoredValue]] = []

    /// As many rows as one record holds, so that a group of a million never stands in memory as a whole.
    static let capacity = 1000

    func write(under entry: Int64, account: Int64, at time: Int64, in db: WriteTransaction) throws {
        try db.execute(
            cached: """
                INSERT INTO deleted_row (entry, account, source, is_tie, columns, data, at)
                VALUES (\(entry), \(account), \(table), \(isTie),
                \(try JSONText.text(columns)), \(try JSONText.text(rows)), \(time))
                """)
    }
}

extension KeptRows {
    /// From a row of `deleted_row`.
    init(_ row: SQLRow) throws {
        self.init(
            table: row["source"], isTie: row["is_tie"], columns: try JSONText.read(row["columns"]),
            rows: try JSONText.read(row["data"]))
    }
}

/// The columns of a table that are written when a row is put back.
enum TableColumns {
    /// What is counted or looked up anew when a row comes back, since it may have changed meanwhile.
    private static let derived: [String: Set<String>] = [
        "contact": ["is_suppressed", "is_inactive"], "grp": ["member_count"],
        // What was under way when a user went has been settled without him.
        "smtp_user": ["reserved_total"], "smtp_user_hour": ["reserved"],
    ]

    /// Without those that the engine computes, in the table's order.
    static func stored(_ table: String, _ db: ReadTransaction) throws -> [String] {
        let names = try String.fetchAll(db, cached: SQL.dialect.columns(of: table))
        return names.filter { derived[table]?.contains($0) != true }
    }
}
