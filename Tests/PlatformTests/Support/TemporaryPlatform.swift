import Foundation
import ServiceCore
import Synchronization

@testable import Platform

/// An embedded platform in a folder of its own with a clock that a test moves.
final class TemporaryPlatform: StoreBench {
    let platform: EmbeddedPlatform
    let clock: SetClock
    private let folder: TemporaryDirectory

    init(dnsServer: String? = "127.0.0.1:9", who: String = "kim@console") async throws {
        let clock = SetClock()
        let folder = try TemporaryDirectory()
        (self.clock, self.folder) = (clock, folder)
        var options = PlatformOptions(
            dataDirectory: folder.url.path, who: who, dnsServer: dnsServer, clock: { clock.now })
        options.passwordCost = .sample
        platform = try await EmbeddedPlatform.open(options)
    }

    var path: String { folder.url.path }
    var store: PlatformStore { platform.context.store }

    func rows(_ kind: ResourceKind) throws -> RowOperations {
        try require(platform.connection.resources[kind])
    }

    func operations(_ kind: ResourceKind) throws -> ResourceOperations<Row> { try rows(kind).operations }

    func all(_ kind: ResourceKind) async throws -> [Row] {
        try await require(operations(kind).list).page(ListRequest(limit: 1000)).items
    }

    func find(_ kind: ResourceKind, _ key: String) async throws -> Row {
        try await require(require(operations(kind).find)(key))
    }

    @discardableResult
    func create(_ kind: ResourceKind, _ values: [String: String]) async throws -> EditOutcome {
        try await require(operations(kind).create).submit(nil, FormValues(values))
    }

    @discardableResult
    func edit(_ row: Row, _ values: [String: String]) async throws -> EditOutcome {
        try await require(operations(row.id.kind).update).submit(row, FormValues(values))
    }

    @discardableResult
    func perform(_ name: String, on rows: [Row], _ values: [String: String] = [:]) async throws -> EditOutcome
    {
        let kind = try require(rows.first).id.kind
        return try await require(self.rows(kind).action(name)).perform(rows.map(\.id), FormValues(values))
    }

    func delete(_ rows: [Row]) async throws -> EditOutcome {
        let kind = try require(rows.first).id.kind
        return try await require(operations(kind).delete).perform(rows.map(\.id))
    }

    @discardableResult
    func undo(_ outcome: EditOutcome) async throws -> EditOutcome {
        try await require(outcome.reversal).undo()
    }

    /// An account of that user name, made without the cost of hashing a password.
    @discardableResult
    func account(_ username: String = "ops@shop.example") async throws -> Row {
        _ = try await store.write { db in try StoreFixture.account(db, username: username) }
        return try await find(.account, username)
    }

    /// A new account as a caller of a wire API has it.
    func tenant(_ username: String = "ops@shop.example", face: String = "test") async throws -> Tenant {
        let id = try require(Int64(try await account(username).id.native))
        return try require(try await Tenants(platform, face: face).find(id: id))
    }

    /// The audit entries, newest first, as `what target`.
    func audited() async throws -> [String] {
        try await all(.audit).map { "\($0["what"].plainText) \($0["target"].plainText)" }
    }

    struct Missing: Error {}
    func require<T>(_ value: T?) throws -> T {
        guard let value else { throw Missing() }
        return value
    }
}

/// A clock that stands until it is moved.
final class SetClock: Sendable {
    private let time = Mutex(Date(timeIntervalSince1970: 1_770_000_000))

    var now: Date { time.withLock { $0 } }

    func advance(by seconds: Double) { time.withLock { $0 += seconds } }
}

/// What a throwing operation failed with.
func failure(_ body: () async throws -> some Any) async -> ServiceError? {
    do {
        _ = try await body()
        return nil
    } catch {
        return error as? ServiceError
    }
}
