package import Foundation
package import ServiceCore
package import Store
import Synchronization

/// The embedded platform's database: one writer, a few readers, and word of every change.
///
/// Any number of processes may have one open on the same folder. SQL stands in this folder alone; the other
/// parts of the platform call the functions that extend this type.
package final class PlatformStore: Sendable {
    package let directory: DataDirectory
    package let isReadOnly: Bool
    /// Seals and opens the secrets of this folder.
    package let vault: Vault
    package let pool: StorePool
    /// Nil where the store is open for reading only.
    let design: StoreDesign
    let session: SessionMark?
    let condition: Mutex<Condition>

    init(
        directory: DataDirectory, isReadOnly: Bool, vault: Vault, pool: StorePool, design: StoreDesign,
        session: SessionMark?
    ) {
        self.directory = directory
        self.isReadOnly = isReadOnly
        self.vault = vault
        self.pool = pool
        self.design = design
        self.session = session
        condition = Mutex(Condition(isUnproven: session?.comesAfterCrash == true))
        pool.notices.whenStirred { [weak self] in self?.checkDirectory() }
    }

    /// Reads from one unchanging picture of the database, beside other readers and the writer.
    ///
    /// - Throws: `.storage` and its kin; `.cancelled` when the task is cancelled, which stops the query unless the
    ///   options let reads stand in line.
    package func read<T: Sendable>(
        _ body: @escaping @Sendable (ReadTransaction) throws -> T
    ) async throws(ServiceError) -> T {
        try refuseIfDamaged()
        do {
            return try await pool.read(body)
        } catch {
            throw noted(error)
        }
    }

    /// An operation that only reads.
    func reading<Asked: Sendable, Answer: Sendable>(
        _ body: @escaping @Sendable (Asked, ReadTransaction) throws -> Answer
    ) -> @Sendable (Asked) async throws(ServiceError) -> Answer {
        { asked async throws(ServiceError) in try await self.read { db in try body(asked, db) } }
    }

    /// Changes the database: all that the body does or nothing of it.
    ///
    /// When this returns the change is on the disk and subscribers of `changes()` have been told. Writes that wait
    /// for one another are committed together, in the order of the calls.
    ///
    /// - Throws: what the body throws; `.storage` and its kin; `.cancelled` where the task was cancelled before the
    ///   body began, after which it is carried out.
    package func write<T: Sendable>(
        _ body: @escaping @Sendable (WriteTransaction) throws -> T
    ) async throws(ServiceError) -> T {
        try refuseIfUnwritable()
        do {
            let value = try await pool.write(body)
            condition.withLock { $0.writeFailed = false }
            return value
        } catch {
            let error = noted(error)
            if error.isOfStorage { condition.withLock { $0.writeFailed = true } }
            throw error
        }
    }

    /// Copies the log into the database's own file, as far as nobody reads an older picture of it.
    ///
    /// - Returns: the newest delivery that stands in it now; nil where the log could not be copied whole.
    func emptyLog() async -> Int64? {
        try? await pool.emptyLog { db in
            try Int64.fetchOne(db, SQL.dialect.lastID(of: "delivery"))
        }
    }

    /// Every change from now on, of this process at once and of others within 250 ms.
    ///
    /// Only the newest unread element is kept, merged with what it replaces: a reader re-reads anyway.
    package func changes() -> AsyncStream<StoreChange> { pool.notices.subscribe() }

    /// Ends all work and closes the files; later calls fail with `.storage`.
    ///
    /// The journal is emptied into the database but its file stays, which spares the next opening a write.
    package func close() throws(ServiceError) {
        pool.notices.stop()
        do {
            try pool.close(because: condition.withLock { $0.damage })
            session?.end(isSound: condition.withLock { $0.isSound })
        } catch {
            throw ServiceError(storing: error, in: directory.files)
        }
    }

    /// - Throws: `.readOnly`, or `.storage` where the file is known to be damaged.
    func refuseIfUnwritable() throws(ServiceError) {
        try refuseIfDamaged()
        guard isReadOnly else { return }
        throw ServiceError(
            .readOnly, "The database is open for reading only.",
            hint: "Start without --read-only to change it.")
    }
}

extension PlatformStore {
    /// Copies the database into `backups/` while it is in use, and keeps the newest seven such copies.
    package func backUp(at date: Date) async throws(ServiceError) -> URL {
        let backup = Backup(directory.files)
        do {
            let url = try await offCooperativePool { [pool] in
                try backup.make(from: pool, at: date, why: "daily")
            }
            backup.prune(keeping: 7)
            return url
        } catch {
            throw ServiceError(storing: error, in: directory.files)
        }
    }
}
