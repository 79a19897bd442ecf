import ServiceCore
import Store
import Testing

@testable import Platform

@Suite struct StorageErrorTests {
    let folder: TemporaryDirectory
    let store: PlatformStore

    init() throws {
        folder = try TemporaryDirectory()
        store = try PlatformStore.open(folder.url)
    }

    private func code(_ body: @escaping @Sendable (WriteTransaction) throws -> Void) async -> ServiceError
        .Code?
    {
        await #expect(throws: ServiceError.self) { try await store.write(body) }?.code
    }

    @Test func `a name that is taken is a conflict`() async throws {
        let code = await code { db in
            _ = try StoreFixture.account(db)
            _ = try StoreFixture.account(db, username: "OPS@shop.example")
        }
        #expect(code == .conflict)
    }

    @Test func `a row that refers to nothing is refused`() async {
        #expect(
            await code { db in try StoreFixture.contact(db, account: 99, numid: 1, email: "a@b.c") }
                == .refused)
    }

    @Test func `a value against a table's rule is invalid`() async throws {
        let account = try await store.write { db in try StoreFixture.account(db) }
        #expect(
            await code { db in
                try StoreFixture.contact(db, account: account, numid: 1, email: "Capital@b.c")
            } == .invalid)
    }

    @Test func `a failed write leaves nothing behind`() async throws {
        _ = await code { db in
            _ = try StoreFixture.account(db)
            throw ServiceError(.refused, "Stop.")
        }
        #expect(try await store.read { db in try StoreFixture.count(db, "account") } == 0)
    }

    @Test func `an error of ours passes unchanged`() async {
        let error = ServiceError(.quotaExhausted, "No more.", field: "limit")
        let seen = await #expect(throws: ServiceError.self) { try await store.write { _ in throw error } }
        #expect(seen == error)
    }

    @Test func `a cancelled task's read ends as cancelled`() async {
        let reading = Task {
            try await store.read { db in
                try Int.fetchOne(
                    db,
                    """
                    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n
                    """)
            }
        }
        reading.cancel()
        let error = await #expect(throws: ServiceError.self) { try await reading.value }
        #expect(error?.code == .cancelled)
    }
}
