import FoundationEssentials
import ServiceCore
import Store

/// The imports of one data directory: begun, brought to an end, taken back.
enum ImportLog {
    /// How far one is.
    enum State: String {
        /// Its rows are coming in.
        case working
        case done
        /// Its rows are going again, under an entry of the trail.
        case reverting
    }

    /// - Parameter account: nil for rows of all accounts.
    static func begin(
        _ kind: ResourceKind, account: Int64?, at now: Date, in db: WriteTransaction
    ) throws -> Int64 {
        try forget(before: now, in: db)
        return try db.insert(
            into: "list_import",
            [
                ("kind", kind.rawValue), ("account", account), ("state", State.working.rawValue),
                ("owner", ProcessMark.own.text), ("at", now.storedTime),
            ])
    }

    /// The rows are there to stay, under their entry in the trail.
    static func finish(_ list: Int64, entry: Int64, in db: WriteTransaction) throws {
        try db.execute(
            """
            UPDATE list_import SET state = \(State.done.rawValue), entry = \(entry), owner = ''
            WHERE id = \(list)
            """)
    }

    /// From here on all of its rows go, whatever becomes of the process.
    ///
    /// - Returns: whether nobody had begun that before.
    static func beginReverting(_ list: Int64, in db: WriteTransaction) throws -> Bool {
        let state = try String.fetchOne(db, "SELECT state FROM list_import WHERE id = \(list)")
        try db.execute(
            """
            UPDATE list_import SET state = \(State.reverting.rawValue), owner = \(ProcessMark.own.text)
            WHERE id = \(list)
            """)
        return state == State.done.rawValue
    }

    /// Leaves it to whoever opens the data directory next, before this process ends.
    static func release(_ list: Int64, in db: WriteTransaction) throws {
        try db.execute("UPDATE list_import SET owner = '' WHERE id = \(list)")
    }

    /// What a transaction of its own can take back: the newest part, nil where none is left.
    static func lastPart(
        of list: Int64, in db: ReadTransaction
    ) throws -> (id: Int64, part: ImportPart)? {
        let row = try SQLRow.fetchOne(
            db, cached: "SELECT * FROM list_import_part WHERE import = \(list) ORDER BY id DESC LIMIT 1")
        return try row.map { ($0["id"], try ImportPart($0)) }
    }

    /// How many rows it made that have not been taken back.
    static func rowCount(of list: Int64, in db: ReadTransaction) throws -> Int {
        try Int.fetchOne(
            db, "SELECT sum(last_id - first_id + 1) FROM list_import_part WHERE import = \(list)") ?? 0
    }

    static func partCount(of list: Int64, in db: ReadTransaction) throws -> Int {
        try Int.fetchOne(db, "SELECT count(*) FROM list_import_part WHERE import = \(list)") ?? 0
    }

    static func drop(part: Int64, in db: WriteTransaction) throws {
        try db.execute(cached: "DELETE FROM list_import_part WHERE id = \(part)")
    }

    static func drop(_ list: Int64, in db: WriteTransaction) throws {
        try db.execute("DELETE FROM list_import WHERE id = \(list)")
    }

    /// The import that an entry of the trail tells of, with what is left of it.
    ///
    /// - Throws: `.notFound` where nothing is kept any more.
    static func find(entry: Int64, in db: ReadTransaction) throws -> StoredImport {
        let row = try SQLRow.fetchOne(
            db,
            """
            SELECT * FROM list_import WHERE entry = \(entry)
            AND EXISTS (SELECT 1 FROM list_import_part WHERE import = list_import.id)
            """)
        if let row { return StoredImport(row) }
        throw ServiceError(
            .notFound, "Nothing of the import is kept.",
            hint: "An import can be taken back for \(DeletedRows.keptDays) days, once.")
    }

    /// Those that nobody goes on with, though not all of their rows have come or gone.
    static func abandoned(in db: ReadTransaction) throws -> [StoredImport] {
        guard try db.tableExists("list_import") else { return [] }
        let done = State.done.rawValue
        return try SQLRow.fetchAll(db, "SELECT * FROM list_import WHERE state <> \(done) ORDER BY id")
            .filter { !ProcessMark(text: $0["owner"]).isAlive }.map(StoredImport.init)
    }

    private static func forget(before now: Date, in db: WriteTransaction) throws {
        let limit = now.addingTimeInterval(Double(-DeletedRows.keptDays) * 86_400).storedTime
        try db.execute("DELETE FROM list_import WHERE state = \(State.done.rawValue) AND at < \(limit)")
    }
}

/// An import as its table has it.
struct StoredImport: Sendable {
    let id: Int64
    let kind: ResourceKind
    let account: Int64?
    /// Whether it was being taken back.
    let isReverting: Bool

    init(_ row: SQLRow) {
        isReverting = row["state"] == ImportLog.State.reverting.rawValue
        (id, kind, account) = (row["id"], ResourceKind(rawValue: row["kind"]), row["account"])
    }
}
