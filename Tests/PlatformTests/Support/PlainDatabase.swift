import Foundation
import GRDB
import Store

@testable import Platform
@testable import Store

/// An SQLite database that no platform has open: in memory, or a file beside its store.
struct PlainDatabase {
    private let queue: DatabaseQueue

    /// In memory; with the platform's tables, or with nothing in it.
    init(withTables: Bool = false) throws {
        queue = try DatabaseQueue()
        queue.inDatabase { db in for function in Schema.functions { function.register(in: db) } }
        if withTables { try migrate() }
    }

    init(at url: URL, checksReferences: Bool = true) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = checksReferences
        configuration.prepareDatabase { db in for function in Schema.functions { function.register(in: db) } }
        queue = try DatabaseQueue(path: url.path, configuration: configuration)
    }

    /// - Parameter name: the last step that is made; nil makes all.
    func migrate(upTo name: String? = nil) throws {
        let migrator = Schema.migrations.migrator
        if let name { try migrator.migrate(queue, upTo: name) } else { try migrator.migrate(queue) }
    }

    func read<T>(_ body: (ReadTransaction) throws -> T) throws -> T {
        try queue.read { db in try body(ReadTransaction(db)) }
    }

    func write<T>(_ body: (WriteTransaction) throws -> T) throws -> T {
        try queue.write { db in try body(WriteTransaction(db)) }
    }

    /// For what cannot stand in a transaction.
    func outsideTransaction(_ body: (WriteTransaction) throws -> Void) throws {
        try queue.inDatabase { db in try body(WriteTransaction(db)) }
    }

    func close() throws { try queue.close() }
}
