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
