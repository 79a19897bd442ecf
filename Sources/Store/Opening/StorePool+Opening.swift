import Foundation
import GRDB
import ServiceCore

extension StorePool {
    /// Opens a database that is there, and brings it up to date unless it is opened for reading only.
    ///
    /// One of the current schema is opened without writing to it; an older one is copied into `backups/` first.
    ///
    /// - Parameter check: asked of the writer before anything is written, so that a file that is refused stays
    ///   untouched; of every reader where there is no writer.
    package static func open(
        _ files: StoreFiles, _ design: StoreDesign, isReadOnly: Bool, options: StoreOptions,
        check: @escaping @Sendable (ReadTransaction) throws -> Void
    ) throws -> StorePool {
        let opening = PoolOpening(
            files: files, design: design, isReadOnly: isReadOnly, options: options, check: check)
        return StorePool(
            files, design, connections: try opening.connections(), isReadOnly: isReadOnly, options: options)
    }
}

/// The steps from a file to its connections.
struct PoolOpening: Sendable {
    let files: StoreFiles
    let design: StoreDesign
    let isReadOnly: Bool
    let options: StoreOptions
    let check: @Sendable (ReadTransaction) throws -> Void

    func connections() throws -> DatabasePool {
        let connections = try DatabasePool(path: path, configuration: configuration)
        if !isReadOnly { try finish(connections) }
        return connections
    }

    /// What the writer does once per opening: durability, and the schema where it is not the current one.
    private func finish(_ connections: DatabasePool) throws {
        let isCurrent = try connections.writeWithoutTransaction { db in
            // GRDB asks for NORMAL when it turns the journal on.
            try db.execute(sql: "PRAGMA synchronous = FULL")
            return try design.migrations.migrator.hasCompletedMigrations(db)
                && !design.isUnfinished(ReadTransaction(db))
        }
        if !isCurrent { try SchemaUpgrade(files: files, design: design).run(on: connections) }
    }

    /// In a folder that cannot be written SQLite cannot share memory, so the file is declared unchanging.
    private var path: String {
        let file = DatabaseFile(files, applicationID: design.applicationID)
        let plain = files.database.path
        guard isReadOnly, !file.folderIsWritable, !file.hasJournal else { return plain }
        let allowed = CharacterSet.urlPathAllowed.subtracting(CharacterSet(charactersIn: "?#%"))
        let encoded = plain.addingPercentEncoding(withAllowedCharacters: allowed) ?? plain
        return "file:\(encoded)?immutable=1"
    }

    private var configuration: Configuration {
        var configuration = Configuration()
        configuration.readonly = isReadOnly
        configuration.label = "platform"
        configuration.maximumReaderCount = options.readers
        configuration.persistentReadOnlyConnections = true
        let wait = options.busyTimeout.components
        configuration.busyMode = .timeout(Double(wait.seconds) + Double(wait.attoseconds) / 1e18)
        configuration.prepareDatabase { [self] db in
            let isReader = db.configuration.readonly
            try db.execute(
                sql: """
                    PRAGMA cache_size = -\(isReader ? options.cacheKiB : options.writerCacheKiB);
                    PRAGMA mmap_size = 0;
                    PRAGMA journal_size_limit = 67108864;
                    """)
            for function in design.functions { function.register(in: db) }
            // Before anything is written, so that a file that is refused stays untouched.
            if isReadOnly || !isReader {
                try checkSchema(db)
                try check(ReadTransaction(db))
            }
        }
        return configuration
    }

    private func checkSchema(_ db: GRDB.Database) throws {
        let migrator = design.migrations.migrator
        if try migrator.hasBeenSuperseded(db) {
            throw ServiceError(
                .storage, "The database \(files.database.path) was made by a newer Sendboard.",
                hint: "Update Sendboard; the file was not changed.")
        }
        if isReadOnly, try !migrator.hasCompletedMigrations(db) {
            throw ServiceError(
                .readOnly, "The database \(files.database.path) was made by an older Sendboard.",
                hint: "Start once without --read-only, which brings it up to date and keeps a copy.")
        }
    }
}
