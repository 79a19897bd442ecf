import Foundation
import GRDB
import ServiceCore
import Testing

@testable import Platform

/// D6: two people edit the same row.
@Suite struct RowUpdateTests {
    let folder: TemporaryDirectory
    let store: PlatformStore
    let id: Int64

    init() async throws {
        folder = try TemporaryDirectory()
        store = try PlatformStore.open(folder.url)
        id = try await store.write { db in try StoreFixture.account(db) }
    }

    @Test func `the second of two edits of one revision is a conflict and changes nothing`() async throws {
        let id = id
        let rev = try await store.write { db in
            try db.update("account", id: id, expecting: 1, ["city": "Lyon"])
        }
        let error = await #expect(throws: ServiceError.self) {
            try await store.write { db in try db.update("account", id: id, expecting: 1, ["city": "Rome"]) }
        }
        let city = try await store.read { db in try String.fetchOne(db, sql: "SELECT city FROM account") }
        #expect(rev == 2)
        #expect(error?.code == .conflict)
        #expect(city == "Lyon")
    }

    @Test func `an edit without a revision always counts, nil clears a column`() async throws {
        let id = id
        let rev = try await store.write { db in
            try db.update("account", id: id, ["email_cap": 5])
            return try db.update("account", id: id, ["email_cap": nil, "city": "Rome"])
        }
        let cap = try await store.read { db in try Int.fetchOne(db, sql: "SELECT email_cap FROM account") }
        #expect((rev, cap) == (3, nil))
    }

    @Test func `a row that is gone is not found`() async throws {
        let id = id
        try await store.write { db in try db.delete("account", id: id, expecting: 1) }
        for edit in [
            { db in _ = try db.update("account", id: id, ["city": "x"]) },
            { db in try db.delete("account", id: id) },
        ] as [@Sendable (Database) throws -> Void] {
            let error = await #expect(throws: ServiceError.self) { try await store.write(edit) }
            #expect(error?.code == .notFound)
        }
    }

    @Test func `a time survives to the millisecond`() {
        let time = Date(timeIntervalSince1970: 1_700_000_000.123)
        #expect(time.storedTime == 1_700_000_000_123)
        #expect(Date(storedTime: time.storedTime).storedTime == time.storedTime)
        #expect(Date(timeIntervalSince1970: -0.5).storedTime == -500)
    }
}
