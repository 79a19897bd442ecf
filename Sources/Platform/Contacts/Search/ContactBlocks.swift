import Foundation
import Store

/// Keeps the blocks of folded text, and runs text tests over all contacts.
enum ContactBlocks {
    /// Writes all blocks and fences anew.
    static func rebuild(in db: WriteTransaction) throws {
        let highest = try highestID(in: db)
        let ranks = try ContactFences.orders.map {
            try ContactFences.rebuild($0, highestID: highest, in: db)
        }
        try db.execute("DELETE FROM contact_block; DELETE FROM contact_stale;")
        let rows = try SQLRow.fetchCursor(db, "SELECT id, search FROM contact ORDER BY id")
        try write(rows, in: db) { row in ranks.map { $0[Int(row[0] as Int64)] } }
    }

    /// Whether stale blocks have become so many that searches read many rows.
    static func wantsRefresh(in db: ReadTransaction) throws -> Bool {
        let count = try Int.fetchOne(db, cached: "SELECT count(*) FROM contact_stale")
        return (count ?? 0) > 12
    }

    /// Brings stale blocks up to date, so that no search has to read many rows.
    static func refresh(in db: WriteTransaction) throws {
        if try !hasFences(in: db), try highestID(in: db) > 50_000 { return try rebuild(in: db) }
        let fences = try ContactFences.loadAll(in: db)
        for block in try stale(in: db) {
            try db.execute("DELETE FROM contact_block WHERE id = \(block)")
            try write(try rows(of: block, in: db), in: db) { ranks(of: $0, fences) }
        }
        try db.execute("DELETE FROM contact_stale")
    }

    private static func hasFences(in db: ReadTransaction) throws -> Bool {
        try Bool.fetchOne(db, "SELECT EXISTS (SELECT 1 FROM contact_fence)") ?? false
    }

    static func stale(in db: ReadTransaction) throws -> [Int64] {
        try Int64.fetchAll(db, cached: "SELECT block FROM contact_stale ORDER BY block")
    }

    /// Everybody who passes all tests.
    static func search(_ tests: TextTests, in db: ReadTransaction) throws -> FoundContacts {
        let highest = try highestID(in: db)
        var found = FoundContacts(blocks: Int(highest) / ContactBlock.capacity + 1)
        let stale = try stale(in: db)
        try searchBlocks(tests, through: highest, except: Set(stale), into: &found, in: db)
        let fences = stale.isEmpty ? [] : try ContactFences.loadAll(in: db)
        for block in stale {
            let rows = try rows(of: block, in: db)
            while let row = try rows.next() {
                var text: String = row[1]
                guard text.withUTF8({ tests.hold(for: UnsafeRawBufferPointer($0)) }) else { continue }
                found.insert(row[0], ranks: ranks(of: row, fences))
            }
        }
        return found
    }

    private static func searchBlocks(
        _ tests: TextTests, through highest: Int64, except stale: Set<Int64>,
        into found: inout FoundContacts, in db: ReadTransaction
    ) throws {
        var tests = tests
        var isFirst = true
        let rows = try SQLRow.fetchCursor(
            db,
            cached: """
                SELECT id, data FROM contact_block WHERE id <= \(highest / Int64(ContactBlock.capacity)) ORDER BY id
                """)
        while let row = try rows.next() {
            let block: Int64 = row[0]
            if stale.contains(block) { continue }
            try row.withUnsafeData(at: 1) { data in
                data?.withUnsafeBytes { bytes in
                    guard let view = ContactBlock.View(bytes) else { return }
                    if isFirst { tests.sort(by: view) }
                    isFirst = false
                    found.insert(tests.bits(of: view), of: Int(block), view)
                }
            }
        }
    }

    private static func highestID(in db: ReadTransaction) throws -> Int64 {
        try Int64.fetchOne(db, cached: "SELECT max(id) FROM contact") ?? 0
    }

    private static func rows(of block: Int64, in db: ReadTransaction) throws -> SQLCursor<SQLRow> {
        let first = block * Int64(ContactBlock.capacity)
        let keys = ContactFences.orders.map { ContactOrder($0, isAscending: true).column }
        return try SQLRow.fetchCursor(
            db,
            cached: """
                SELECT id, search, \(sql: keys.joined(separator: ", ")) FROM contact
                WHERE id >= \(first) AND id < \(first + Int64(ContactBlock.capacity)) ORDER BY id
                """)
    }

    private static func ranks(of row: SQLRow, _ fences: [ContactFences]) -> [UInt8] {
        fences.enumerated().map { index, fences in
            fences.rank(of: ContactPlace(key: row[2 + index], id: row[0]))
        }
    }

    private static func write(
        _ rows: SQLCursor<SQLRow>, in db: WriteTransaction, ranks: (SQLRow) -> [UInt8]
    ) throws {
        var lines: [ContactBlock.Line] = []
        var current: Int64 = -1
        let flush = {
            guard !lines.isEmpty else { return }
            let data = Data(ContactBlock.encode(lines))
            try db.execute(cached: "INSERT INTO contact_block (id, data) VALUES (\(current), \(data))")
            lines.removeAll(keepingCapacity: true)
        }
        while let row = try rows.next() {
            let id: Int64 = row[0]
            let block = id / Int64(ContactBlock.capacity)
            if block != current {
                try flush()
                current = block
            }
            let place = Int(id % Int64(ContactBlock.capacity))
            lines.append(ContactBlock.Line(place: place, text: row[1], ranks: ranks(row)))
        }
        try flush()
    }
}
