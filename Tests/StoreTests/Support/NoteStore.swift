import Foundation
import ServiceCore

@testable import Store

/// A database of two small tables in a folder of its own: notes, and remarks that each belong to one.
final class NoteStore: Sendable {
    let pool: StorePool
    private let folder: URL
    private let isOwner: Bool

    static let design: StoreDesign = {
        var migrations = Migrations()
        migrations.add("1 notes") { db in
            try db.execute(
                """
                CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT, at INTEGER, rev INTEGER NOT NULL DEFAULT 0);
                CREATE TABLE remark (id INTEGER PRIMARY KEY, note INTEGER NOT NULL REFERENCES note);
                CREATE TRIGGER remark_note AFTER INSERT ON remark BEGIN
                    UPDATE note SET at = 1 WHERE id = new.note;
                END;
                CREATE TABLE scratch (id INTEGER PRIMARY KEY);
                """)
        }
        return StoreDesign(
            applicationID: 0x4E4F_5445, migrations: migrations,
            functions: [SearchFolding.function, ExpressionFunction.function],
            untold: ["scratch"])
    }()

    /// A new one.
    init(options: StoreOptions = .console) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "notes-\(UUID().uuidString)")
        isOwner = true
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try NewDatabase(Self.files(folder), Self.design).create { _ in }
        pool = try Self.open(folder, options)
    }

    /// Another opening of the same files, which stay with the first.
    init(reopening other: NoteStore, options: StoreOptions = .console) throws {
        folder = other.folder
        isOwner = false
        pool = try Self.open(folder, options)
    }

    deinit { if isOwner { try? FileManager.default.removeItem(at: folder) } }

    private static func open(_ folder: URL, _ options: StoreOptions) throws -> StorePool {
        try StorePool.open(files(folder), design, isReadOnly: false, options: options) { _ in }
    }

    static func files(_ folder: URL) -> StoreFiles {
        StoreFiles(
            folder: folder, database: "notes.sqlite", setupLock: "setup.lock", sessionLock: "session.lock",
            bell: "changed", commits: "commits", backups: "backups")
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (ReadTransaction) throws -> T) async throws -> T {
        try await pool.read(body)
    }

    @discardableResult
    func write<T: Sendable>(_ body: @escaping @Sendable (WriteTransaction) throws -> T) async throws -> T {
        try await pool.write(body)
    }

    /// The texts of all notes, the oldest first.
    func notes() async throws -> [String] {
        try await read { db in try String.fetchAll(db, "SELECT text FROM note ORDER BY id") }
    }

    /// A write that adds a note, and gives its id.
    static func note(_ text: String) -> @Sendable (WriteTransaction) throws -> Int64 {
        { db in
            try db.execute("INSERT INTO note (text) VALUES (\(text))")
            return db.lastInsertedRowID
        }
    }
}

/// What a throwing operation failed with.
func failure(_ body: () async throws -> some Any) async -> (any Error)? {
    do {
        _ = try await body()
        return nil
    } catch {
        return error
    }
}
