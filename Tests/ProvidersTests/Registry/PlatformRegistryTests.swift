import Foundation
import ServiceCore
import Testing

@testable import Providers

@Suite struct PlatformRegistryTests {
    @Test func `kinds are unique, lower case and found by name`() {
        let kinds = PlatformRegistry.all.map(\.kind)
        #expect(Set(kinds).count == kinds.count)
        for kind in kinds {
            #expect(kind.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" })
            #expect(PlatformRegistry[kind]?.kind == kind)
        }
        #expect(PlatformRegistry["no-such-platform"] == nil)
    }

    @Test func `every folder of a platform has its line, and every line its folder`() throws {
        let sources = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../../Sources/Providers")
        let folders = try FileManager.default.contentsOfDirectory(atPath: sources.path)
            .filter { !$0.contains(".") && !["Transport", "Registry", "Settling"].contains($0) }
        #expect(Set(folders.map { $0.lowercased() }) == Set(PlatformRegistry.all.map(\.kind)))
    }

    @Test func `a platform without an address of its own asks for base-url`() {
        let platform = PlatformDescription(
            kind: "fifth", title: "Fifth", summary: "A fifth platform", baseURL: nil, credentials: []
        ) { settings throws(ServiceError) in
            _ = try settings.transport(platform: "Fifth")
            return Connection(id: settings.id, platform: "Fifth", resources: [])
        }
        let error = #expect(throws: ServiceError.self) {
            try platform.connect(ConnectionSettings(id: "mine", credentials: Credentials([:])))
        }
        #expect(error?.field == "base-url")
    }

    @Test func `read-only settings drop what writes`() throws {
        let platform = PlatformDescription(
            kind: "fifth", title: "Fifth", summary: "A fifth platform", baseURL: "https://fifth.example.test",
            credentials: []
        ) { settings throws(ServiceError) in
            Connection(
                id: settings.id, platform: "Fifth",
                resources: [
                    RowOperations(
                        ResourceOperations<GlobalVariable>(
                            delete: Deletion { _ throws(ServiceError) in EditOutcome("gone") }))
                ])
        }
        let settings = ConnectionSettings(id: "mine", isReadOnly: true, credentials: Credentials([:]))
        let connection = try platform.connect(settings)
        #expect(connection.isReadOnly)
        #expect(connection.resources.values.allSatisfy { $0.operations.delete == nil })
    }
}
