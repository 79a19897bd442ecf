import Foundation
import Platform
import Providers
import ServiceCore
import TestSupport
import Testing

/// The embedded platform and one of each hosted kind, with the same rows on all of them.
struct FivePlatforms: Sendable {
    static let hosted = ["dyn", "sendclean", "dmds", "smsdrop"]
    static let embedded = "embedded"
    private let platforms: [String: ServedPlatform]

    init() async throws {
        var platforms: [String: ServedPlatform] = [:]
        for kind in Self.hosted { platforms[kind] = try await ServedPlatform(kind) }
        platforms[Self.embedded] = try await ServedPlatform(Self.hosted[0])
        self.platforms = platforms
    }

    func served(_ name: String) throws -> ServedPlatform { try #require(platforms[name]) }

    /// What the board shows of the embedded platform.
    var connection: Connection { get throws { try served(Self.embedded).platform.connection } }

    /// The trail in which the embedded platform keeps the edits of all five.
    var trail: StoredAuditTrail {
        get throws { StoredAuditTrail(try served(Self.embedded).platform.context.store) }
    }

    /// Its entries, oldest first.
    func entries() async throws -> [AuditEntry] {
        try await ContractStage.rows(.audit, of: connection).compactMap { $0.resource as? AuditEntry }
            .sorted { (Int($0.id.native) ?? 0) < (Int($1.id.native) ?? 0) }
    }

    /// Every row of every platform, as itself has it.
    func books() async throws -> PlatformBooks {
        var books = PlatformBooks()
        for (name, served) in platforms {
            for kind in PlatformBooks.kinds {
                books.add(try await ContractStage.rows(kind, of: served.platform.connection), of: name)
            }
        }
        return books
    }
}

/// A trail in the store, of which a test sees at once what it is told.
struct SeenTrail: AuditTrail {
    let stored: StoredAuditTrail
    private let kept = KeptTrail()

    init(_ stored: StoredAuditTrail) { self.stored = stored }

    /// What came of each edit, as far as was told.
    var outcomes: [AuditEntry.Outcome] { kept.entries.map(\.outcome) }

    func record(_ entry: AuditEntry) async throws(ServiceError) -> String {
        _ = try await kept.record(entry)
        return try await stored.record(entry)
    }

    func settle(_ entry: AuditEntry, of lost: String) async throws(ServiceError) -> String? {
        guard let id = try await stored.settle(entry, of: lost) else { return nil }
        _ = try await kept.record(entry)
        return id
    }

    func entries(of connection: ConnectionID, since time: Date, after last: String?) async -> TrailStretch? {
        await stored.entries(of: connection, since: time, after: last)
    }
}
