import FoundationEssentials
import Providers
import ServiceCore
import TestSupport
import Testing

/// One platform's server and connections to it, with marked secrets as credentials.
struct ContractStage: Sendable {
    let subject: ContractSubject
    let server: ScriptedServer

    init(_ subject: ContractSubject) async throws {
        self.subject = subject
        server = try await subject.server()
    }

    /// Kept in every secret that is planted.
    static let mark = "PLANTED"

    /// A connection as the program makes it: behind the audit, inside of which read-only stands.
    func connect(
        limits: TransportLimits = TransportLimits(), clock: TransportClock = SteppingClock().transport(),
        isReadOnly: Bool = false, log: (any RequestLog)? = nil
    ) throws -> Connection {
        let platform = try #require(PlatformRegistry[subject.kind])
        let secrets = platform.credentials.map {
            ($0.name, Secret($0.isSecret ? "\(Self.mark)-\($0.name)" : "a@b.example"))
        }
        return try platform.connect(
            ConnectionSettings(
                id: subject.connection, isReadOnly: isReadOnly, baseURL: server.url,
                credentials: Credentials(Dictionary(uniqueKeysWithValues: secrets)), limits: limits,
                clock: clock, requestLog: log)
        ).wrapped()
    }

    /// What an operation asks of a healthy platform, without the log-in.
    static func asked(
        _ subject: ContractSubject, by run: (Connection) async throws -> Void
    ) async throws -> [RecordedRequest] {
        let stage = try await ContractStage(subject)
        try await run(stage.connect())
        return stage.server.requests.filter { !subject.isLogin($0) }
    }

    /// Answers these requests so, and nothing else.
    func answer(_ requests: [RecordedRequest], _ answer: ScriptedAnswer) {
        for request in requests { server.answer(request.method, request.path, answer) }
    }

    /// The requests that came, without the log-in.
    var asked: [RecordedRequest] { server.requests.filter { !subject.isLogin($0) } }

    var writes: [RecordedRequest] { asked.filter(subject.isWrite) }

    /// The kinds that are listed, in an order of their own.
    static func listed(_ connection: Connection) -> [ResourceKind] {
        connection.resources.filter { $0.value.operations.list != nil }.keys.sorted {
            $0.rawValue < $1.rawValue
        }
    }

    static func rows(_ kind: ResourceKind, of connection: Connection) async throws -> [Row] {
        let list = try #require(connection.resources[kind]?.operations.list)
        return try await list.page(ListRequest(limit: 10_000)).items
    }

    /// The error that something ends with; nil where it ends well.
    static func error(_ run: () async throws -> Void) async throws -> ServiceError? {
        do {
            try await run()
            return nil
        } catch let error as ServiceError {
            return error
        }
    }
}

/// One sentence for a person, and what to do about it.
func expectClear(
    _ error: ServiceError, _ what: String, sourceLocation: SourceLocation = #_sourceLocation
) {
    let says = Comment(rawValue: "\(what): \(error.message) \(error.hint ?? "(no hint)")")
    #expect(error.message.hasSuffix("."), says, sourceLocation: sourceLocation)
    #expect(error.message.count < 400, says, sourceLocation: sourceLocation)
    #expect(
        error.message.unicodeScalars.allSatisfy { $0.value >= 0x20 }, says, sourceLocation: sourceLocation)
    #expect(error.hint?.isEmpty == false, says, sourceLocation: sourceLocation)
}
