package import Foundation
import Logging
package import ServiceCore
package import Store

extension PlatformStore {
    /// Opens the platform in a folder, making both where they are missing.
    ///
    /// An existing database of the current schema is opened without writing to it; an older one is copied into
    /// `backups/` and brought up to date. Blocks the thread: some milliseconds, longer for a new or older file.
    ///
    /// - Parameters:
    ///   - readOnly: opens an existing database without changing anything, even in a folder that cannot be written.
    ///   - transport: whose record is held against the database.
    ///   - progress: told how far what was cut off is mended, and nil at the end.
    /// - Throws: `.storage` for a damaged, foreign or newer file, `.readOnly` where it cannot be written,
    ///   `.notFound` where there is none to read. The file is left as it is in all these cases.
    package static func open(
        _ url: URL, readOnly: Bool = false, options: StoreOptions = .console,
        transport: PlatformTransport = .standard,
        progress: @escaping @Sendable (WorkProgress?) -> Void = { _ in }
    ) throws(ServiceError) -> PlatformStore {
        let directory = DataDirectory(url.standardizedFileURL)
        let opening = StoreOpening(
            directory: directory, readOnly: readOnly, options: options, transport: transport,
            progress: progress)
        return try opening.open()
    }
}

/// The steps from a folder to an open store.
struct StoreOpening {
    let directory: DataDirectory
    let readOnly: Bool
    let options: StoreOptions
    let transport: PlatformTransport
    let progress: @Sendable (WorkProgress?) -> Void

    func open() throws(ServiceError) -> PlatformStore {
        if !readOnly { try directory.create() }
        let vault = try makeOrFindDatabase()
        let design = Schema.design(vault, progress: progress)
        let session = readOnly ? nil : try SessionMark(directory.files)
        do {
            let evidence = try session.map { try OpeningEvidence(directory, transport, $0) }
            let pool = try StorePool.open(
                directory.files, design, isReadOnly: readOnly, options: options
            ) { db in try checkKey(vault, db) }
            if let evidence { try judge(evidence, pool) }
            if !readOnly { RehearsalFolder.removeAbandoned(in: directory) }
            return PlatformStore(
                directory: directory, isReadOnly: readOnly, vault: vault, pool: pool, design: design,
                session: session)
        } catch {
            session?.end(isSound: session?.comesAfterCrash == false)
            throw ServiceError(storing: error, in: directory.files)
        }
    }

    /// Holds the engine where the database shows to have gone back in time, once for all processes.
    private func judge(_ evidence: OpeningEvidence, _ pool: StorePool) throws {
        let hold = try pool.readAtOnce { db in
            try EngineHold.current(in: db) == nil ? try evidence.hold(at: Date(), in: db) : nil
        }
        guard let hold else { return }
        try pool.writeAtOnce { db in try hold.save(in: db) }
        Logger(label: "sendboard.store").error("the engine is held", metadata: ["reason": "\(hold.why)"])
    }

    private func makeOrFindDatabase() throws(ServiceError) -> Vault {
        let file = DatabaseFile(directory.files, applicationID: Schema.design.applicationID)
        if try file.inspect(readOnly: readOnly) == .present {
            return try KeyFile(directory.key).load()
        }
        if readOnly {
            throw ServiceError(
                .notFound, "There is no database in \(directory.url.path).",
                hint: "Start once without --read-only to make it.")
        }
        let vault = try KeyFile(directory.key).loadOrCreate()
        try NewDatabase(directory.files, Schema.design(vault)).create { db in
            try MetaKey.keyFingerprint.set(vault.fingerprint, in: db)
        }
        return vault
    }

    private func checkKey(_ vault: Vault, _ db: ReadTransaction) throws {
        guard try db.tableExists("meta") else { return }
        guard let expected = try MetaKey.keyFingerprint.value(in: db), expected != vault.fingerprint else {
            return
        }
        throw ServiceError(
            .storage, "The key file \(directory.key.path) belongs to another database.",
            hint: "Put back the key file that this database was made with.")
    }
}
