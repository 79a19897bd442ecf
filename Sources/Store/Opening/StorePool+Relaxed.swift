import GRDB

extension StorePool {
    /// Writes without waiting for the disk, and forces all of it there at the end; the body makes its transactions.
    ///
    /// For data that is made again when a crash cuts it off, and whose references are right by its making.
    ///
    /// - Parameter cacheKiB: pages that the writer may keep meanwhile.
    package func writeRelaxed<T: Sendable>(
        cacheKiB: Int, _ body: @escaping @Sendable (WriteTransaction) throws -> T
    ) async throws -> T {
        try await connections.writeWithoutTransaction { db in
            let cache = try Int.fetchOne(db, sql: "PRAGMA cache_size") ?? -2_000
            try db.execute(
                sql: "PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -\(cacheKiB)")
            defer {
                try? db.execute(
                    sql: "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = \(cache)")
            }
            let result = try body(WriteTransaction(db))
            try db.execute(sql: "PRAGMA synchronous = FULL")
            try db.checkpoint(.truncate)
            return result
        }
    }
}
