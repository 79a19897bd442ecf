import Platform
import PlatformServer
import Providers
import ServiceCore

extension HostedConnections {
    /// The four hosted platforms, all played by one loopback server.
    func make(over server: DemoServer) throws(ServiceError) -> [Connection] {
        var connections: [Connection] = []
        for platform in PlatformRegistry.all {
            let credentials = Credentials { name async throws(ServiceError) in
                try await server.account().credential(name)
            }
            // Some platforms add their path by themselves; SendClean's version is part of its address.
            let path = platform.kind == "sendclean" ? "/v1.0" : ""
            var connection = try connect(
                platform,
                ConnectionSettings(
                    id: ConnectionID(platform.kind), isReadOnly: settings.isReadOnly,
                    baseURL: server.address.url + path, credentials: credentials))
            connection.transport = PlatformTransport.standard.description
            connections.append(connection)
        }
        return connections
    }
}

/// The account that a demo's hosted connections log in with; one account has four faces.
struct DemoAccount: Codable, Sendable {
    let username: String
    let ownerID: String
    let apiKey: String
    let password: String

    enum CodingKeys: String, CodingKey {
        case username, password
        case ownerID = "owner_id"
        case apiKey = "api_key"
    }

    /// A credential by the name that a platform gives it.
    func credential(_ name: String) throws(ServiceError) -> Secret {
        switch name {
        case "api-key", "token": Secret(apiKey)
        case "owner-id": Secret(ownerID)
        case "email": Secret(username)
        case "password": Secret(password)
        default: throw ServiceError(.unauthorized, "The demo's server knows no \(name).")
        }
    }
}
