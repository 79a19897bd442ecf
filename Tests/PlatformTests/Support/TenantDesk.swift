import Foundation
import ServiceCore
import Store

@testable import Platform

/// Two accounts as tenants of one platform.
struct TenantDesk: Sendable {
    let fixture: TemporaryPlatform
    let one: Tenant
    let other: Tenant

    init() async throws {
        fixture = try await TemporaryPlatform()
        let ids = try await fixture.store.write { db in
            try [
                StoreFixture.account(db, username: "one@shop.example"),
                StoreFixture.account(db, username: "other@shop.example"),
            ]
        }
        let tenants = Tenants(fixture.platform, face: "dyn")
        one = try fixture.require(try await tenants.find(id: ids[0]))
        other = try fixture.require(try await tenants.find(id: ids[1]))
    }

    func sql(_ sql: String, _ arguments: [any ColumnValue & Sendable] = []) async throws {
        try await fixture.store.write { db in
            try db.execute(SQL(text: sql, arguments))
        }
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (ReadTransaction) throws -> T) async throws -> T {
        try await fixture.store.read(body)
    }
}
