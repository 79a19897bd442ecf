import Foundation
import Store

@testable import Platform

/// A data directory as the first version left it, with rows of a test's own in it.
final class OldDirectory: Sendable {
    private let folder: TemporaryDirectory

    init(_ rows: String, file: String = #filePath) throws {
        folder = try TemporaryDirectory()
        let directory = DataDirectory(folder.url)
        _ = try KeyFile(directory.key).loadOrCreate()
        let tables = URL(filePath: file).deletingLastPathComponent().appending(path: "first-tables.sql")
        let queue = try PlainDatabase(at: directory.database)
        try queue.outsideTransaction { db in
            try db.execute(
                """
                PRAGMA application_id = \(sql: Schema.design.applicationID);
                \(sql: try String(contentsOf: tables, encoding: .utf8))
                CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
                INSERT INTO grdb_migrations VALUES ('1 first tables');
                INSERT INTO account (id, uuid, short_name, username, created_at)
                VALUES (1, 'u', 'shop', 'ops@shop.example', 0);
                \(sql: rows)
                """)
        }
        try queue.close()
    }

    /// Rows of contacts with their addresses as the first version kept them, numbered from 1.
    static func contacts(_ emails: String...) -> String {
        emails.enumerated().map { place, email in
            """
            INSERT INTO contact (id, account, numid, email, search, created_at, updated_at)
            VALUES (\(place + 1), 1, \(place + 1), '\(email)', '\(SearchFolding.fold(email))\u{1}\u{1}', \(place), 0);
            """
        }.joined(separator: "\n")
    }

    var directory: DataDirectory { DataDirectory(folder.url) }

    func open() throws -> OpenedDirectory { OpenedDirectory(self, try PlatformStore.open(folder.url)) }
}

/// The same, brought up to date; its folder stays for as long as this does.
final class OpenedDirectory: Sendable {
    let store: PlatformStore
    private let old: OldDirectory

    init(_ old: OldDirectory, _ store: PlatformStore) {
        (self.old, self.store) = (old, store)
    }

    /// The first column of all rows, empty for null.
    func texts(_ sql: String) async throws -> [String] {
        try await store.read { db in
            try SQLRow.fetchAll(db, SQL(text: sql)).map { $0[0] ?? "" }
        }
    }

    func takeUpgradeNotice() async throws -> String? { try await store.takeUpgradeNotice() }
}
