package import Foundation
import GRDB
import Logging
package import ServiceCore

extension PlatformStore {
    /// Opens the platform in a folder, making both where they are missing.
    ///
    /// An existing database of the current schema is opened without writing to it; an older one is copied into
    /// `backups/` and brought up to date. Blocks the thread: some milliseconds, longer for a new or older file.
    ///
    /// - Parameter readOnly: opens an existing database without changing anything, even in a folder that
    ///   cannot be written.
    /// - Throws: `.storage` for a damaged, foreign or newer file, `.readOnly` where it cannot be written,
    ///   `.notFound` where there is none to read. The file is left as it is in all these cases.
    package static func open(
        _ url: URL, readOnly: Bool = false, options: StoreOptions = .console
    ) throws(ServiceError) -> PlatformStore {
        let directory = DataDirectory(url.standardizedFileURL)
        let opening = StoreOpening(directory: directory, readOnly: readOnly, options: options)
        return try opening.open()
    }
}

/// The steps from a folder to an open store.
struct StoreOpening {
    let directory: DataDirectory
    let readOnly: Bool
    let options: StoreOptions

    func open() throws(ServiceError) -> PlatformStore {
        if !readOnly { try directory.create() }
        let vault = try makeOrFindDatabase()
        let session = readOnly ? nil : try SessionMark(directory)
        do {
            let evidence = try session.map { try OpeningEvidence(directory, $0) }
            let pool = try DatabasePool(path: path, configuration: configuration(for: vault))
            if !readOnly { try finish(pool) }
            if let evidence { try judge(evidence, pool) }
            let notices = ChangeNotices(pool: pool, directory: directory, isReadOnly: readOnly)
            return PlatformStore(
                directory: directory, isReadOnly: readOnly, vault: vault, pool: pool, notices: notices,
                session: session, options: options)
        } catch {
            session?.end(isSound: session?.comesAfterCrash == false)
            throw ServiceError(storing: error, in: directory)
        }
    }

    /// Holds the engine where the database shows to have gone back in time, once for all processes.
    private func judge(_ evidence: OpeningEvidence, _ pool: DatabasePool) throws {
        let hold = try pool.writeWithoutTransaction { db in
            try EngineHold.current(in: db) == nil ? try evidence.hold(at: Date(), in: db) : nil
        }
        guard let hold else { return }
        try pool.write { db in try hold.save(in: db) }
        Logger(label: "sendboard.store").error("the engine is held", metadata: ["reason": "\(hold.why)"])
    }

    private func makeOrFindDatabase() throws(ServiceError) -> Vault {
        let file = DatabaseFile(directory: directory)
        if try file.inspect(readOnly: readOnly) == .present {
            return try KeyFile(directory.key).load()
        }
        if readOnly {
            throw ServiceError(
                .notFound, "There is no database in \(directory.url.path).",
                hint: "Start once without --read-only to make it.")
        }
        let vault = try KeyFile(directory.key).loadOrCreate()
        try NewDatabase(directory: directory).create(for: vault)
        return vault
    }

    /// What the writer does once per opening: durability, and the schema where it is not the current one.
    private func finish(_ pool: DatabasePool) throws {
        let isCurrent = try pool.writeWithoutTransaction { db in
            // GRDB asks for NORMAL when it turns the journal on.
            try db.execute(sql: "PRAGMA synchronous = FULL")
            return try Schema.migrator.hasCompletedMigrations(db) && !BulkLoad.wasInterrupted(db)
        }
        if !isCurrent { try SchemaUpgrade(directory: directory).run(on: pool) }
    }

    private func checkKey(_ vault: Vault, _ db: Database) throws {
        guard try db.tableExists("meta") else { return }
        guard let expected = try MetaKey.keyFingerprint.value(in: db), expected != vault.fingerprint else {
            return
        }
        throw ServiceError(
            .storage, "The key file \(directory.key.path) belongs to another database.",
            hint: "Put back the key file that this database was made with.")
    }

    /// In a folder that cannot be written SQLite cannot share memory, so the file is declared unchanging.
    private var path: String {
        let file = DatabaseFile(directory: directory)
        let plain = directory.database.path
        guard readOnly, !file.folderIsWritable, !file.hasJournal else { return plain }
        let allowed = CharacterSet.urlPathAllowed.subtracting(CharacterSet(charactersIn: "?#%"))
        let encoded = plain.addingPercentEncoding(withAllowedCharacters: allowed) ?? plain
        return "file:\(encoded)?immutable=1"
    }

    private func configuration(for vault: Vault) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = readOnly
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
            FoldedFunction.register(in: db)
            // Before anything is written, so that a file that is refused stays untouched.
            if readOnly || !isReader {
                try checkSchema(db)
                try checkKey(vault, db)
            }
        }
        return configuration
    }

    private func checkSchema(_ db: Database) throws {
        let migrator = Schema.migrator
        if try migrator.hasBeenSuperseded(db) {
            throw ServiceError(
                .storage, "The database \(directory.database.path) was made by a newer Sendboard.",
                hint: "Update Sendboard; the file was not changed.")
        }
        if readOnly, try !migrator.hasCompletedMigrations(db) {
            throw ServiceError(
                .readOnly, "The database \(directory.database.path) was made by an older Sendboard.",
                hint: "Start once without --read-only, which brings it up to date and keeps a copy.")
        }
    }
}
