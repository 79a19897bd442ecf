import GRDB
import ServiceCore

extension PlatformStore {
    /// Writes without waiting for the disk; for data that is made again when it is lost.
    ///
    /// - Parameter cacheKiB: pages that the writer may keep meanwhile.
    func writeRelaxed<T: Sendable>(
        cacheKiB: Int = 16_000, _ body: @escaping @Sendable (Database) throws -> T
    ) async throws(ServiceError) -> T {
        try refuseIfReadOnly()
        do {
            return try await pool.writeWithoutTransaction { db in
                let cache = try Int.fetchOne(db, sql: "PRAGMA cache_size") ?? -2_000
                try db.execute(sql: "PRAGMA synchronous = OFF; PRAGMA cache_size = -\(cacheKiB)")
                defer { try? db.execute(sql: "PRAGMA synchronous = FULL; PRAGMA cache_size = \(cache)") }
                return try body(db)
            }
        } catch {
            throw ServiceError(storing: error, in: directory)
        }
    }

    /// Lets commits return before they are on the disk while `body` runs; they all are when this returns.
    func relaxed(_ body: () async throws(ServiceError) -> Void) async throws(ServiceError) {
        try await setSynchronous("OFF")
        do throws(ServiceError) {
            try await body()
        } catch {
            try await setSynchronous("FULL")
            throw error
        }
        try await setSynchronous("FULL")
    }

    private func setSynchronous(_ level: String) async throws(ServiceError) {
        do {
            try await pool.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA synchronous = \(level)")
                // Nothing was forced to the disk meanwhile; this does it for all of it.
                if level == "FULL" { try db.checkpoint(.truncate) }
            }
        } catch {
            throw ServiceError(storing: error, in: directory)
        }
    }
}
