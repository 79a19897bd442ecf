import GRDB
import ServiceCore

extension PlatformStore {
    /// Writes without waiting for the disk, and forces all of it there at the end.
    ///
    /// For data that is made again when a crash cuts it off, and whose references are right by its making.
    ///
    /// - Parameter cacheKiB: pages that the writer may keep meanwhile.
    func writeRelaxed<T: Sendable>(
        cacheKiB: Int = 16_000, _ body: @escaping @Sendable (Database) throws -> T
    ) async throws(ServiceError) -> T {
        try refuseIfUnwritable()
        do {
            return try await pool.writeWithoutTransaction { db in
                let cache = try Int.fetchOne(db, sql: "PRAGMA cache_size") ?? -2_000
                try db.execute(
                    sql:
                        "PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -\(cacheKiB)"
                )
                defer {
                    try? db.execute(
                        sql:
                            "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = \(cache)"
                    )
                }
                let result = try body(db)
                try db.execute(sql: "PRAGMA synchronous = FULL")
                try db.checkpoint(.truncate)
                return result
            }
        } catch {
            throw ServiceError(storing: error, in: directory)
        }
    }
}
