import Platform
import Providers
import ServiceCore
import Settings

/// The hosted platforms of the configuration as connections; nothing is called before it is shown.
struct HostedConnections {
    let settings: RunSettings
    let console: Console
    let platform: EmbeddedPlatform

    /// What the configuration may say of each platform that there is.
    static let known = PlatformRegistry.all.map { platform in
        KnownPlatform(
            kind: platform.kind, needsBaseURL: platform.baseURL == nil,
            credentials: platform.credentials.map { .init($0.name, isSecret: $0.isSecret) },
            checkBaseURL: { url throws(ServiceError) in _ = try BaseURL(url) })
    }

    /// All of the configuration, those that cannot be used with the reason.
    func make() -> [Connection] {
        settings.configuration.connections.map { entry in
            do throws(ServiceError) {
                return try connection(entry)
            } catch {
                return .unusable(
                    ConnectionID(entry.name), platform: PlatformRegistry[entry.platform]?.title ?? "",
                    because: error.asFault(of: entry.name))
            }
        }
    }

    private func connection(_ entry: ConnectionEntry) throws(ServiceError) -> Connection {
        if let fault = entry.fault { throw fault }
        guard let description = PlatformRegistry[entry.platform] else {
            throw ServiceError(.unsupported, "There is no platform “\(entry.platform)”.")
        }
        var settings = ConnectionSettings(
            id: ConnectionID(entry.name), badge: entry.badge,
            isReadOnly: entry.isReadOnly || self.settings.isReadOnly, baseURL: entry.baseURL,
            credentials: credentials(entry))
        if let timeout = entry.timeout { settings.limits = TransportLimits(total: timeout) }
        settings.tokenPath = self.settings.paths.stateDirectory + "/tokens/" + entry.name
        settings.memoryPath = self.settings.paths.stateDirectory + "/known-\(entry.name).json"
        return try connect(description, settings)
    }

    /// A connection whose calls and edits are kept in the store.
    func connect(
        _ description: PlatformDescription, _ settings: ConnectionSettings
    ) throws(ServiceError) -> Connection {
        var settings = settings
        settings.requestLog = StoredRequestLog(platform.context.store)
        var connection = try description.connect(settings)
        if let refresh = self.settings.configuration.refresh, case .polled = connection.freshness {
            connection.freshness = .polled(every: refresh)
        }
        let now = console.now
        let place = "\(description.kind) \(settings.baseURL ?? description.baseURL ?? "")"
        connection.place = place
        return connection.audited(
            by: StoredAuditTrail(platform.context.store, at: place), over: settings.inHand, who: console.who,
            clock: now)
    }

    private func credentials(_ entry: ConnectionEntry) -> Credentials {
        let reader = CredentialReader(environment: console.environment)
        return Credentials { name async throws(ServiceError) in
            // The configuration's reader has seen to it that every credential has its source.
            guard let source = entry.credentials[name] else {
                throw ServiceError(.unauthorized, "The connection \(entry.name) has no \(name).")
            }
            return try await reader.read(source, "\(name) of \(entry.name)")
        }
    }
}

extension ServiceError {
    /// The same as the reason why a connection of the configuration is not used.
    func asFault(of connection: String) -> ServiceError {
        var fault = self
        fault.message = "The connection “\(connection)” is not used: \(message)"
        return fault
    }
}
