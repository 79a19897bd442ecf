package import ServiceCore

/// One hosted platform as a value: its names, what it wants to be told, how a connection to it is made.
///
/// Each platform's folder has one, and `PlatformRegistry` lists it:
/// ```swift
/// extension PlatformDescription {
///     static let dyn = PlatformDescription(
///         kind: "dyn", title: "Dyn", summary: "Dyn Message Management",
///         baseURL: "https://emailapi.dynect.net",
///         credentials: [CredentialField("api-key", "API key")]
///     ) { settings throws(ServiceError) in
///         let transport = try settings.transport(
///             platform: "Dyn", path: "rest/json", envelope: DynEnvelope.open)
///         return Connection(id: settings.id, platform: "Dyn", badge: settings.badge, …)
///     }
/// }
/// ```
package struct PlatformDescription: Sendable {
    /// As the configuration names it: `dyn`.
    package let kind: String
    /// As people read it: `Dyn`.
    package let title: String
    /// What it is, in a few words.
    package let summary: String
    /// Where it is reached unless `base-url` says otherwise; nil where each customer has an address of his own.
    package let baseURL: String?
    package let credentials: [CredentialField]
    /// Builds the connection with all that the platform can; nothing is called yet.
    let make: @Sendable (ConnectionSettings) throws(ServiceError) -> Connection

    /// Makes the connection, without its writing operations where the settings say read-only.
    ///
    /// Nothing is sent and no credential is asked for before the first call.
    ///
    /// - Throws: `.invalid` on `base-url` where it is missing or cannot be used.
    package func connect(_ settings: ConnectionSettings) throws(ServiceError) -> Connection {
        var settings = settings
        settings.baseURL = settings.baseURL ?? baseURL
        var connection = try make(settings).sparingUnreadable().noting(in: settings.inHand)
        connection.host = try settings.baseURL.map { url throws(ServiceError) in try BaseURL(url).host }
        connection.user = user(of: settings.credentials)
        return settings.isReadOnly ? connection.readOnly() : connection
    }

    /// The credential that is no secret, where the platform wants one.
    private func user(of credentials: Credentials) -> (@Sendable () async -> String?)? {
        guard let field = self.credentials.first(where: { !$0.isSecret }) else { return nil }
        return { try? await credentials[field.name].reveal() }
    }
}

/// One thing that a platform must be told to let us in.
package struct CredentialField: Sendable, Hashable {
    /// As the configuration names it: `api-key`.
    package let name: String
    package let label: String
    /// Whether it is masked when it is typed; an e-mail or a customer's name is not.
    package let isSecret: Bool

    package init(_ name: String, _ label: String, isSecret: Bool = true) {
        self.name = name
        self.label = label
        self.isSecret = isSecret
    }
}
