import GRDB
package import ServiceCore

/// A database that is open: one writer, a few readers, and word of every change.
///
/// Any number of processes may have one open on the same files. Errors come as the engine has them;
/// `ServiceError(storing:in:)` says what they mean to a person.
package final class StorePool: Sendable {
    package let files: StoreFiles
    let connections: DatabasePool
    let writes: GroupCommit
    /// Nil where each read goes its own way.
    private let reads: ReadLine?
    package let notices: ChangeNotices
    private let live: LiveDirectory
    private let openFolder: OpenFolder

    init(
        _ files: StoreFiles, _ design: StoreDesign, connections: DatabasePool, isReadOnly: Bool,
        options: StoreOptions
    ) {
        self.files = files
        self.connections = connections
        notices = ChangeNotices(connections, files, untold: design.untold, isReadOnly: isReadOnly)
        let live = LiveDirectory(files)
        let mark = CommitMark(files, isReadOnly: isReadOnly)
        writes = GroupCommit(connections, confirm: { try live.check() }, noting: { mark.note($0) })
        reads = options.readsInLine ? ReadLine(connections, limit: options.readers) : nil
        self.live = live
        openFolder = OpenFolder(files)
    }

    /// Reads from one unchanging picture of the database, beside other readers and the writer.
    package func read<T: Sendable>(_ body: @escaping @Sendable (ReadTransaction) throws -> T) async throws
        -> T
    {
        if let reads { return try await reads.perform(body) }
        return try await connections.read { db in try body(ReadTransaction(db)) }
    }

    /// Changes the database together with other writes that wait; on the disk when this returns.
    package func write<T: Sendable>(_ body: @escaping @Sendable (WriteTransaction) throws -> T) async throws
        -> T
    {
        try await writes.perform(body)
    }

    /// Reads with the writer, on this thread: what the opening must know before anybody works.
    package func readAtOnce<T>(_ body: (ReadTransaction) throws -> T) throws -> T {
        try connections.writeWithoutTransaction { db in try body(ReadTransaction(db)) }
    }

    /// A transaction of its own on this thread, which no commit mark counts.
    package func writeAtOnce<T>(_ body: (WriteTransaction) throws -> T) throws -> T {
        try connections.write { db in try body(WriteTransaction(db)) }
    }

    /// A transaction of its own, which no commit mark counts.
    package func writeAlone<T: Sendable>(
        _ body: @escaping @Sendable (WriteTransaction) throws -> T
    ) async throws -> T {
        try await connections.write { db in try body(WriteTransaction(db)) }
    }

    /// Looks whether folder and files are still the ones that were opened.
    package func checkFiles() throws(ServiceError) { try live.check() }

    /// The same for every single message of thousands a second.
    package func checkFilesOften() throws(ServiceError) { try live.check(notBefore: .milliseconds(5)) }

    /// Copies the log into the database's own file, as far as nobody reads an older picture of it.
    ///
    /// - Returns: what the body read of all that stands in the file now; nil where the log could not be copied whole.
    package func emptyLog<T: Sendable>(
        noting body: @escaping @Sendable (ReadTransaction) throws -> T?
    ) async throws -> T? {
        try await connections.writeWithoutTransaction { db in
            let noted = try body(ReadTransaction(db))
            let result = try db.checkpoint(.passive)
            return result.walFrameCount == result.checkpointedFrameCount ? noted : nil
        }
    }

    /// Writes the whole file anew, without what its pages keep of rows that are gone, and empties its log.
    package func rewrite() async throws {
        try await connections.barrierWriteWithoutTransaction { db in
            try db.execute(sql: "VACUUM")
            try db.checkpoint(.truncate)
        }
    }

    /// Carries out what waits and closes the files.
    ///
    /// The journal is emptied into the database but its file stays, which spares the next opening a write.
    ///
    /// - Parameter damage: known of the file, to which nothing more is written; its journal may hold what is left of it.
    package func close(because damage: ServiceError?) throws {
        writes.close(because: damage)
        if !connections.configuration.readonly, damage == nil {
            _ = try connections.writeWithoutTransaction { db in try db.checkpoint(.passive) }
        }
        try connections.close()
    }
}
