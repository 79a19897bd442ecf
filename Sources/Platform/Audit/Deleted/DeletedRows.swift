import Foundation
import ServiceCore
import Store

/// What deletions took, kept beside the trail for a while.
enum DeletedRows {
    /// For how long what was deleted can be put back.
    static let keptDays = 7

    /// Drops what is older than that, but for records with rows of somebody who is held; the trail's own entries stay.
    static func forget(before now: Date, in db: WriteTransaction) throws {
        let limit = now.addingTimeInterval(Double(-keptDays) * 86_400).storedTime
        let held = try Holds(db: db).heldAddresses()
        guard !held.isEmpty else {
            return try db.execute(cached: "DELETE FROM deleted_row WHERE at < \(limit)")
        }
        let kept = Mentions(held, name: "").condition("data")
        try db.execute("DELETE FROM deleted_row WHERE at < \(limit) AND NOT (\(kept))")
    }
}

extension DeletedRows {
    /// Keeps a row that is about to be deleted, with all that goes with it and each tie that is cut.
    ///
    /// Read before the row goes, and written once the trail has an entry to keep it under.
    struct Taking {
        private let db: WriteTransaction
        private let references: References
        /// Whose the row is, with whom all that is kept of it goes.
        private let account: Int64
        private var kept: [KeptRows] = []

        init(_ table: String, id: Int64, references: References, in db: WriteTransaction) throws {
            self.db = db
            self.references = references
            let owner = try Int64.fetchOne(db, cached: "SELECT account FROM \(sql: table) WHERE id = \(id)")
            guard let owner else { throw ServiceError(.notFound, "The row is gone.") }
            account = owner
            try take(table, where: "id", is: id)
        }

        /// Writes what was taken; what is too old by now goes.
        func write(under entry: Int64, at now: Date) throws {
            for rows in kept {
                try rows.write(under: entry, account: account, at: now.storedTime, in: db)
            }
            try DeletedRows.forget(before: now, in: db)
        }

        private mutating func take(_ table: String, where column: String, is id: Int64) throws {
            let columns = try TableColumns.stored(table, db)
            let ids = try read(KeptRows(table: table, columns: columns), where: column, is: id)
            let followers = references.to(table)
            guard !followers.isEmpty else { return }
            for id in ids {
                for follower in followers {
                    switch follower.effect {
                    case .goes: try take(follower.child, where: follower.column, is: id)
                    case .isCut:
                        let columns = ["id", follower.column] + follower.others
                        let ties = KeptRows(table: follower.child, isTie: true, columns: columns)
                        _ = try read(ties, where: follower.column, is: id)
                    case .forbids: break
                    }
                }
            }
        }

        /// - Returns: the ids of the rows, where the table has ids.
        private mutating func read(
            _ empty: KeptRows, where column: String, is id: Int64
        ) throws -> [Int64] {
            let names = empty.columns.map { "\"\($0)\"" }.joined(separator: ", ")
            let cursor = try SQLRow.fetchCursor(
                db, cached: "SELECT \(sql: names) FROM \(sql: empty.table) WHERE \(sql: column) = \(id)")
            let place = empty.columns.firstIndex(of: "id")
            var ids: [Int64] = []
            var rows = empty
            while let row = try cursor.next() {
                if let place { ids.append(row[place]) }
                rows.rows.append(row.values.map { StoredValue($0) })
                if rows.rows.count == KeptRows.capacity {
                    kept.append(rows)
                    rows = empty
                }
            }
            if !rows.rows.isEmpty { kept.append(rows) }
            return ids
        }
    }
}
