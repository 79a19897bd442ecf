import ServiceCore
import Store

@testable import Platform

/// A bench on a store, whose tables a test reads and writes past all operations.
protocol StoreBench: Sendable {
    var store: PlatformStore { get }
}

extension StoreBench {
    func write(_ sql: String, _ arguments: [(any ColumnValue)?] = []) async throws {
        try await store.write { db in try db.execute(SQL(text: sql, arguments)) }
    }

    /// A count or a sum; 0 where there is no row.
    func number(_ sql: String, _ arguments: [(any ColumnValue)?] = []) async throws -> Int {
        try await store.read { db in try Int.fetchOne(db, SQL(text: sql, arguments)) ?? 0 }
    }

    func text(_ sql: String, _ arguments: [(any ColumnValue)?] = []) async throws -> String? {
        try await store.read { db in try String.fetchOne(db, SQL(text: sql, arguments)) }
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (ReadTransaction) throws -> T) async throws -> T {
        try await store.read(body)
    }
}

extension PlatformStore {
    /// Writes what no operation of its own writes.
    func setMeta(_ key: MetaKey, to value: String?) async throws(ServiceError) {
        try await write { db in try key.set(value, in: db) }
    }
}
