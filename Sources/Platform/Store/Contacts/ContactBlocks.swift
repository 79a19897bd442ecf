import Foundation
import GRDB

/// Keeps the blocks of folded text, and runs text tests over all contacts.
enum ContactBlocks {
    /// Writes all blocks anew.
    static func rebuild(in db: Database) throws {
        try db.execute(sql: "DELETE FROM contact_block; DELETE FROM contact_stale;")
        try write(try GRDB.Row.fetchCursor(db, sql: "SELECT id, search FROM contact ORDER BY id"), in: db)
    }

    /// Brings stale blocks up to date; what every search does now and then, so that none reads many rows.
    static func refresh(in db: Database) throws {
        for block in try stale(in: db) {
            try db.execute(sql: "DELETE FROM contact_block WHERE id = ?", arguments: [block])
            try write(try lines(of: block, in: db), in: db)
        }
        try db.execute(sql: "DELETE FROM contact_stale")
    }

    static func stale(in db: Database) throws -> [Int64] {
        try Int64.fetchAll(
            db.cachedStatement(sql: "SELECT block FROM contact_stale ORDER BY block"))
    }

    /// Everybody who passes all tests.
    static func search(_ tests: TextTests, in db: Database) throws -> ContactSet {
        let highest = try Int64.fetchOne(db, sql: "SELECT max(id) FROM contact") ?? 0
        var set = ContactSet(blocks: Int(highest) / ContactBlock.capacity + 1)
        let stale = try stale(in: db)
        let rows = try GRDB.Row.fetchCursor(
            db.cachedStatement(sql: "SELECT id, data FROM contact_block ORDER BY id"))
        while let row = try rows.next() {
            let block: Int64 = row[0]
            guard block * Int64(ContactBlock.capacity) <= highest, !stale.contains(block) else { continue }
            try row.withUnsafeData(atIndex: 1) { data in
                data?.withUnsafeBytes { bytes in
                    guard let view = ContactBlock.View(bytes) else { return }
                    set.setBlock(Int(block), to: tests.bits(of: view))
                }
            }
        }
        for block in stale { try searchTable(block, tests, into: &set, in: db) }
        return set
    }

    private static func searchTable(
        _ block: Int64, _ tests: TextTests, into set: inout ContactSet, in db: Database
    ) throws {
        let rows = try lines(of: block, in: db)
        while let row = try rows.next() {
            var text: String = row[1]
            if text.withUTF8({ tests.hold(for: UnsafeRawBufferPointer($0)) }) { set.insert(row[0]) }
        }
    }

    private static func lines(of block: Int64, in db: Database) throws -> RowCursor {
        let first = block * Int64(ContactBlock.capacity)
        return try GRDB.Row.fetchCursor(
            db.cachedStatement(sql: "SELECT id, search FROM contact WHERE id >= ? AND id < ? ORDER BY id"),
            arguments: [first, first + Int64(ContactBlock.capacity)])
    }

    private static func write(_ rows: RowCursor, in db: Database) throws {
        let insert = try db.makeStatement(sql: "INSERT INTO contact_block (id, data) VALUES (?, ?)")
        var lines: [(place: Int, text: String)] = []
        var current: Int64 = -1
        let flush = {
            guard !lines.isEmpty else { return }
            try insert.execute(arguments: [current, Data(ContactBlock.encode(lines))])
            lines.removeAll(keepingCapacity: true)
        }
        while let row = try rows.next() {
            let id: Int64 = row[0]
            let block = id / Int64(ContactBlock.capacity)
            if block != current {
                try flush()
                current = block
            }
            lines.append((Int(id % Int64(ContactBlock.capacity)), row[1]))
        }
        try flush()
    }
}
