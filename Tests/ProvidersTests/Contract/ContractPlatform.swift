import Foundation
import Platform
import ServiceCore
import TestSupport
import Testing

/// Any platform with some rows, hosted behind a scripted server or embedded in a folder.
struct ContractPlatform: Sendable, CustomTestStringConvertible {
    let name: String
    let isEmbedded: Bool
    let open: @Sendable () async throws -> Standing

    /// A connection, and what must live as long as it is used.
    struct Standing: Sendable {
        let connection: Connection
        private let keeper: any Sendable

        init(_ connection: Connection, keeper: any Sendable) {
            self.connection = connection
            self.keeper = keeper
        }
    }

    var testDescription: String { name }

    static let all =
        ContractSubject.all.map(ContractPlatform.init) + [embedded]
        + ContractSubject.all.map { served($0.kind) }

    /// The same client against the embedded platform as a server.
    private static func served(_ kind: String) -> ContractPlatform {
        ContractPlatform(name: "\(kind), served", isEmbedded: false) {
            let served = try await ServedPlatform(kind)
            return Standing(served.connection, keeper: served)
        }
    }

    private init(name: String, isEmbedded: Bool, open: @escaping @Sendable () async throws -> Standing) {
        self.name = name
        self.isEmbedded = isEmbedded
        self.open = open
    }

    private init(_ subject: ContractSubject) {
        self.init(name: subject.kind, isEmbedded: false) {
            let stage = try await ContractStage(subject)
            return Standing(try stage.connect(), keeper: stage)
        }
    }

    /// The embedded platform with its sample data, on which no engine runs.
    private static let embedded = ContractPlatform(name: "embedded", isEmbedded: true) {
        let folder = Folder()
        let platform = try await EmbeddedPlatform.open(
            PlatformOptions(dataDirectory: folder.path, who: "kim@console", dnsServer: "127.0.0.1:9"))
        try await SampleData.fill(platform.context.store, contacts: 60)
        try await SampleData.finish(platform.context)
        return Standing(platform.connection, keeper: (folder, platform))
    }

    private final class Folder: Sendable {
        let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        deinit { try? FileManager.default.removeItem(atPath: path) }
    }
}
