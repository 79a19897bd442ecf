import Foundation
import ServiceCore

@testable import Platform

/// A platform with sample data, filled once for all tests that only read.
final class SamplePlatform: Sendable {
    let folder: TemporaryDirectory
    let platform: EmbeddedPlatform
    /// The present of the sample; no engine runs, so it stays what it is.
    static let now = Date(timeIntervalSince1970: 1_770_123_456)

    static let shared = Task { try await SamplePlatform(contacts: 6_000) }

    init(contacts: Int, seed: Int = 1) async throws {
        folder = try TemporaryDirectory()
        platform = try await EmbeddedPlatform.open(
            PlatformOptions(
                dataDirectory: folder.url.path, who: "kim@console", dnsServer: "127.0.0.1:9",
                clock: { Self.now }))
        try await SampleData.fill(platform.context.store, contacts: contacts, seed: seed, now: Self.now)
        try await SampleData.finish(platform.context)
    }

    func rows(_ kind: ResourceKind) async throws -> [Row] {
        guard let list = platform.connection.resources[kind]?.operations.list else { return [] }
        return try await list.page(ListRequest(limit: 100_000)).items
    }

    /// The distinct plain texts of some fields.
    func words(_ kind: ResourceKind, _ fields: FieldID...) async throws -> Set<[String]> {
        Set(try await rows(kind).map { row in fields.map { row[$0].plainText } })
    }

    func words(_ kind: ResourceKind, _ field: FieldID) async throws -> Set<String> {
        Set(try await rows(kind).map { $0[field].plainText })
    }

    func campaigns() async throws -> [Row] { try await rows(.campaign) }
}
