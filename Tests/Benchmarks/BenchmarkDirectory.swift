import FoundationEssentials
import Platform
import ServiceCore

/// An embedded platform in a directory that goes when it is closed.
struct BenchmarkDirectory {
    let platform: EmbeddedPlatform
    let path: String

    /// The account of the sample that has most of the contacts.
    static let account = "marta@acme.example"

    /// - Parameter path: of one that there is; nil makes one.
    init(
        at path: String? = nil, transport: PlatformTransport = .sandbox(SandboxOptions())
    ) async throws {
        let folder = ProcessInfo.processInfo.environment["TMPDIR"] ?? "/tmp"
        self.path = path ?? "\(folder)/sendboard-benchmark-\(UUID().uuidString)"
        platform = try await EmbeddedPlatform.open(
            PlatformOptions(dataDirectory: self.path, who: "kim@console"), transport: transport)
    }

    /// The same with the sample's data, of so many contacts.
    ///
    /// - Parameter transport: of the sandbox, how fast its made-up recipients are sent to and answer.
    init(
        contacts: Int, transport: PlatformTransport = .sandbox(SandboxOptions())
    ) async throws {
        self = try await BenchmarkDirectory(transport: transport)
        let (_, time) = try await timed { [platform] in
            try await SampleData.fill(platform.context.store, contacts: contacts)
        }
        print("\(NumberText.grouped(contacts)) contacts made in \(time.components.seconds) s")
    }

    func operations(_ kind: ResourceKind) throws -> ResourceOperations<Row> {
        try Self.require(platform.connection.resources[kind]?.operations)
    }

    func close() async {
        await platform.close()
        try? FileManager.default.removeItem(atPath: path)
    }

    struct Missing: Error {}

    static func require<Value>(_ value: Value?) throws -> Value {
        guard let value else { throw Missing() }
        return value
    }
}
