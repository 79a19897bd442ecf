import Foundation
import ServiceCore
import Store

@testable import Platform

/// Two accounts on one platform, to see that neither touches what is the other's.
struct TwoTenants: StoreBench {
    let fixture: TemporaryPlatform
    var store: PlatformStore { fixture.store }
    let mine: Tenant
    let other: Tenant

    /// - Parameter face: the wire API by which they call, for the audit trail.
    init(
        face: String = "test", mine: String = "ops@shop.example", other: String = "ops@rival.example"
    ) async throws {
        fixture = try await TemporaryPlatform()
        self.mine = try await fixture.tenant(mine, face: face)
        self.other = try await fixture.tenant(other, face: face)
    }

    @discardableResult
    func contact(_ tenant: Tenant, _ email: String = "kim@example.test") async throws -> Contact {
        try await tenant.saveContact(ContactChange(email))
    }

    /// Writes an event as the engine would, so many seconds after the fixture's time.
    @discardableResult
    func event(
        _ kind: EventKind, _ tenant: Tenant, at seconds: Double = 0, address: String? = "kim@example.test",
        contact: Contact? = nil, batch: Int64? = nil
    ) async throws -> Int64 {
        let time = fixture.clock.now.addingTimeInterval(seconds).storedTime
        return try await fixture.store.write { db in
            try db.insert(
                into: "event",
                [
                    ("account", tenant.id), ("kind", kind.number), ("at", time),
                    ("address", address), ("contact", contact.flatMap { Int64($0.id.native) }),
                    ("batch", batch), ("source", "test"),
                ])
        }
    }

    func batch(_ tenant: Tenant, _ channel: Channel = .email, uuid: String = UUID().uuidString.lowercased())
        async throws -> Int64
    {
        try await fixture.store.write { db in
            try db.insert(
                into: "batch",
                [
                    ("uuid", uuid), ("account", tenant.id), ("channel", channel.rawValue), ("archives", true),
                    ("created_at", 0),
                ])
        }
    }

    /// Whatever is kept about an account's people.
    func state(of tenant: Tenant) async throws -> [String] {
        try await fixture.store.read { db in
            try ["contact", "grp", "whitelist", "event", "campaign"].flatMap { table in
                try SQLRow.fetchAll(db, "SELECT * FROM \(sql: table) WHERE account = \(tenant.id)")
                    .map { "\(table) \($0)" }
            }
        }
    }
}
