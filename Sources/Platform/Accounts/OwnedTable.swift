import ServiceCore
import Store

/// The rows of a table that belong to accounts, read as resources and written column by column.
struct OwnedTable<R: Revisioned>: Sendable {
    let name: String
    let connection: ConnectionID
    /// The column that a person knows a row by.
    var nameColumn = "name"
    /// What makes two names one.
    var identity = NameIdentity.lookedThrough
    /// Columns that the table does not have, such as ` , (SELECT …) AS used_this_hour`.
    var computed: @Sendable () -> SQL = { "" }
    /// A row of which nothing has been read yet.
    let blank: @Sendable (_ id: ResourceID, _ account: String) -> R
    /// All but the id, the account and `rev`.
    let columns: [StoredColumn<R>]

    func all(in db: ReadTransaction) throws -> [R] {
        try fetch(db, where: "1 = 1 ORDER BY t.id")
    }

    /// Those of one account.
    func all(of account: Int64, in db: ReadTransaction) throws -> [R] {
        try fetch(db, where: "t.account = \(account) ORDER BY t.id")
    }

    /// A page of one account's rows, the oldest first.
    func page(of account: Int64, from start: Int, limit: Int, in db: ReadTransaction) throws -> [R] {
        try fetch(db, where: "t.account = \(account) ORDER BY t.id LIMIT \(limit) OFFSET \(start)")
    }

    /// A row of one account by its name.
    func find(_ name: String, of account: Int64, in db: ReadTransaction) throws -> R? {
        try fetch(db, where: "t.account = \(account) AND \(called(name))").first
    }

    /// A row of one account by its id.
    func find(native: String, of account: Int64, in db: ReadTransaction) throws -> R? {
        guard let id = Int64(native) else { return nil }
        return try fetch(db, where: "t.account = \(account) AND t.id = \(id)").first
    }

    func find(_ native: String, in db: ReadTransaction) throws -> R? {
        guard let id = Int64(native) else { return nil }
        return try fetch(db, where: "t.id = \(id)").first
    }

    /// A row by its id or its name.
    ///
    /// - Throws: `.conflict` where several rows have that name.
    func find(byKey key: String, in db: ReadTransaction) throws -> R? {
        if let row = try find(key, in: db) { return row }
        // Of names alike in several accounts the one that is written so is meant.
        let exact = try fetch(db, where: "t.\(sql: nameColumn) = \(key)")
        let rows = exact.isEmpty ? try fetch(db, where: called(key)) : exact
        guard rows.count > 1 else { return rows.first }
        throw ServiceError.ambiguous(key, R.words, rows.map(\.id.native))
    }

    func insert(
        _ row: R, account: Int64, _ more: ColumnValues = [], at time: Int64, in db: WriteTransaction
    ) throws -> String {
        let owner: ColumnValues = [("account", account), ("created_at", time)]
        return String(try db.insert(into: name, owner + edited(row) + more))
    }

    func save(_ row: R, in db: WriteTransaction) throws {
        try db.update(name, id: try rowID(row), edited(row))
    }

    func delete(_ row: R, in db: WriteTransaction) throws {
        try db.execute("DELETE FROM \(sql: name) WHERE id = \(try rowID(row))")
    }

    /// - Throws: `.conflict` on the form field where the account has another row of that name.
    func requireFree(
        _ text: String, account: Int64, except row: R? = nil, field: FieldID, in db: ReadTransaction
    ) throws {
        let taken = try fetch(db, where: "t.account = \(account) AND \(called(text))")
        guard taken.contains(where: { $0.id != row?.id }) else { return }
        throw ServiceError(
            .conflict, "The account has the \(R.words.singular) “\(text)” already.", hint: "Choose another.",
            field: field)
    }

    func rowID(_ row: R) throws -> Int64 {
        guard let id = Int64(row.id.native) else {
            throw ServiceError(.notFound, "“\(row.id.native)” is the id of no \(R.words.singular).")
        }
        return id
    }

    /// The account that a row belongs to.
    func owner(of row: R, in db: ReadTransaction) throws -> Int64 {
        let id = try Int64.fetchOne(
            db, cached: "SELECT account FROM \(sql: name) WHERE id = \(try rowID(row))")
        guard let id else { throw ServiceError(.notFound, "The \(R.words.singular) is gone.") }
        return id
    }

    private func edited(_ row: R) -> ColumnValues { columns.flatMap { $0.write(row) } }

    private func called(_ name: String) -> SQL { identity.condition(name, column: nameColumn) }

    private func fetch(_ db: ReadTransaction, where condition: SQL) throws -> [R] {
        let query: SQL = """
            SELECT t.*, account.username AS owner_name\(computed()) FROM \(sql: name) t
            JOIN account ON account.id = t.account WHERE \(condition)
            """
        return try SQLRow.fetchAll(db, cached: query).map { stored in
            var row = blank(
                ResourceID(connection, R.kind, String(stored["id"] as Int64)), stored["owner_name"])
            for column in columns { column.read(stored, &row) }
            row.revision = stored["rev"]
            return row
        }
    }
}
