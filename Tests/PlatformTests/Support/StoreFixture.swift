import Foundation
import Store

@testable import Platform

/// An account and contacts to put into a store under test.
enum StoreFixture {
    static func account(_ db: WriteTransaction, username: String = "ops@shop.example") throws -> Int64 {
        try db.execute(
            """
            INSERT INTO account (uuid, short_name, username, created_at) VALUES (\(UUID().uuidString),
            \(username), \(username), 0)
            """)
        return db.lastInsertedRowID
    }

    /// An approved one.
    static func sender(_ db: WriteTransaction, account: Int64, address: String = "news@shop.example") throws {
        try db.execute(
            "INSERT INTO sender (account, address, created_at) VALUES (\(account), \(address), 0)")
    }

    @discardableResult
    static func contact(
        _ db: WriteTransaction, account: Int64, numid: Int, email: String, last: String = "",
        first: String = ""
    ) throws -> Int64 {
        try db.execute(
            cached: """
                INSERT INTO contact (account, numid, email, last_name, first_name, name_sort, search,
                    created_at, updated_at) VALUES (\(account), \(numid), \(email), \(last), \(first),
                    \(SearchFolding.nameSortKey(last: last, first: first)),
                    \(SearchFolding.searchText(email: email, first: first, last: last, phone: nil)),
                    \(numid), \(numid))
                """)
        return db.lastInsertedRowID
    }

    /// A closed database with some rows, as a file to be copied and damaged.
    static func filledDirectory(contacts: Int) async throws -> TemporaryDirectory {
        let folder = try TemporaryDirectory()
        let store = try PlatformStore.open(folder.url)
        try await store.write { db in
            let account = try account(db)
            for number in 1...contacts {
                try contact(
                    db, account: account, numid: number, email: "person\(number)@example.com",
                    last: "Nachname\(number)", first: "Vorname")
            }
        }
        try store.close()
        return folder
    }

    static func count(_ db: ReadTransaction, _ table: String) throws -> Int {
        try Int.fetchOne(db, "SELECT count(*) FROM \(sql: table)") ?? 0
    }
}
