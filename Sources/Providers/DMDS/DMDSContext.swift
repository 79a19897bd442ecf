import FoundationEssentials
import ServiceCore

/// What every operation on one DMDS works with: the way to it, its key, its clock and what this session learnt.
struct DMDSContext: Sendable {
    static let title = "DMDS"
    let connection: ConnectionID
    /// The customer's name at DMDS, `empresa1` of `api-dmds-empresa1.planisys.net`; else the connection's.
    let account: String
    let clock: TransportClock
    let memory: DMDSMemory
    let inHand: RowsInHand
    private let transport: HTTPTransport
    private let credentials: Credentials

    init(_ settings: ConnectionSettings) throws(ServiceError) {
        connection = settings.id
        memory = DMDSMemory(
            file: PrivateFile(path: settings.memoryPath, of: settings))
        account = Self.customer(settings.baseURL) ?? settings.id.name
        clock = settings.clock
        inHand = settings.inHand
        credentials = settings.credentials
        transport = try settings.transport(platform: Self.title, path: "v1", envelope: DMDSEnvelope.open)
    }

    /// Sends a call with the key: the bare key, without a scheme word (§2).
    func send(_ request: HTTPRequest) async throws(ServiceError) -> JSONReader {
        var request = request
        request.headers.add("Authorization", .secret(try await credentials["api-key"]))
        return try await transport.send(request).payload
    }

    /// Sends a call of which `.notFound` means that there is no such thing.
    func sendIfFound(_ request: HTTPRequest) async throws(ServiceError) -> JSONReader? {
        do throws(ServiceError) {
            return try await send(request)
        } catch {
            if error.code == .notFound { return nil }
            throw error
        }
    }

    /// A resource's id on this connection.
    func id(_ kind: ResourceKind, _ native: String) -> ResourceID {
        ResourceID(connection, kind, native)
    }

    /// The version of the API, which proves address and key at once (§4).
    func version() async throws(ServiceError) -> String {
        let answer = try await send(.read("version.show", "version/"))
        guard let version = answer["version"].ifPresent else { return "version not told" }
        return "version \(try version.text())"
    }

    private static func customer(_ url: String?) -> String? {
        guard let url, let host = URLComponents(string: url)?.host, host.hasPrefix("api-dmds-"),
            let label = host.split(separator: ".").first
        else { return nil }
        let name = label.dropFirst("api-dmds-".count)
        return name.isEmpty ? nil : String(name)
    }
}
