import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

/// An embedded platform with one account, and its tables about people as text to be compared.
struct PeopleFixture: StoreBench {
    let fixture: TemporaryPlatform
    let account: Int64
    var store: PlatformStore { fixture.store }
    static let username = "ops@shop.example"

    init() async throws {
        fixture = try await TemporaryPlatform()
        let row = try await fixture.account(Self.username)
        account = Int64(row.id.native) ?? 0
    }

    @discardableResult
    func contact(_ email: String = "kim@example.test", _ values: [String: String] = [:]) async throws
        -> ServiceCore.Row
    {
        let all = ["account": Self.username, "email": email].merging(values) { $1 }
        return try await fixture.create(.contact, all).rows[0]
    }

    @discardableResult
    func suppress(
        _ address: String = "kim@example.test", _ reason: Suppression.Reason = .bounce,
        channel: Channel = .email, forAll: Bool = false
    ) async throws -> Int64 {
        let (account, time) = (forAll ? nil : account, fixture.clock.now.storedTime)
        return try await fixture.store.write { db in
            try db.insert(
                into: "suppression",
                [
                    ("account", account), ("channel", channel.rawValue), ("address", address),
                    ("reason", reason.rawValue), ("at", time),
                ])
        }
    }

    /// Without one every message is stopped.
    func approveSender() async throws {
        try await store.write { [account] db in try StoreFixture.sender(db, account: account) }
    }

    func trace(_ address: String = "kim@example.test") async throws -> PersonTrace {
        let trace = try #require(fixture.platform.connection.trace)
        return try await trace(address)
    }

    /// What the first account says of an address.
    func verdict(_ address: String = "kim@example.test") async throws -> PersonTrace.Verdict {
        try #require(try await trace(address).verdicts.first)
    }

    /// The kinds of all events in the order in which they came.
    func events() async throws -> [String] {
        try await fixture.store.read { db in
            try Int.fetchAll(db, "SELECT kind FROM event ORDER BY id").map {
                EventKind(number: $0)?.rawValue ?? "?"
            }
        }
    }

    /// Everything kept about people but the revisions, which an undo raises too.
    func state() async throws -> [String] {
        try await fixture.store.read { db in
            try ["contact", "grp", "grp_member", "suppression", "recipient", "event"].flatMap { table in
                try SQLRow.fetchAll(db, "SELECT * FROM \(sql: table)").map { row in
                    let values = zip(row.columnNames, row.values).filter { $0.0 != "rev" }
                    return "\(table) " + values.map { "\($0.0)=\($0.1)" }.joined(separator: " ")
                }
            }
        }
    }
}
