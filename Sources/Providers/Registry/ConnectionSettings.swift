package import ServiceCore

/// What a configured connection is told: where, with which credentials, within which limits.
package struct ConnectionSettings: Sendable {
    package var id: ConnectionID
    package var badge: String
    package var isReadOnly: Bool
    /// Nil means the platform's own, which `PlatformDescription.connect` fills in.
    package var baseURL: String?
    package var credentials: Credentials
    package var limits: TransportLimits
    package var trust: TransportTrust
    package var clock: TransportClock
    package var requestLog: (any RequestLog)?
    /// A file with mode 0600 in which a platform's session token may be kept; nil keeps it in memory.
    package var tokenPath: String?
    /// A file with mode 0600 in which what a platform tells but once, or not without a long list, may be kept; nil keeps it in memory.
    package var memoryPath: String?
    /// What is known of the rows; whoever reads some lays what was written over them.
    package let inHand: RowsInHand

    package init(
        id: ConnectionID, badge: String = "", isReadOnly: Bool = false, baseURL: String? = nil,
        credentials: Credentials, limits: TransportLimits = TransportLimits(),
        trust: TransportTrust = .system, clock: TransportClock = .system,
        requestLog: (any RequestLog)? = nil, tokenPath: String? = nil, memoryPath: String? = nil
    ) {
        self.id = id
        self.badge = badge
        self.isReadOnly = isReadOnly
        self.baseURL = baseURL
        self.credentials = credentials
        self.limits = limits
        self.trust = trust
        self.clock = clock
        self.requestLog = requestLog
        self.tokenPath = tokenPath
        self.memoryPath = memoryPath
        inHand = RowsInHand(now: clock.date)
    }

    /// The way to the platform of this connection.
    ///
    /// - Parameters:
    ///   - platform: the title that sentences begin with.
    ///   - path: what every path begins with, added where the base URL does not end with it.
    ///   - envelope: how the platform wraps what it says; plain HTTP unless given.
    /// - Throws: `.invalid` on `base-url`.
    package func transport(
        platform: String, path: String = "",
        envelope: @escaping HTTPTransport.Envelope = HTTPAnswer.plain
    ) throws(ServiceError) -> HTTPTransport {
        guard let url = baseURL else {
            throw ServiceError(
                .invalid, "The connection \(id.name) does not say where \(platform) is reached.",
                hint: "Set base-url in the configuration.", field: "base-url")
        }
        return try HTTPTransport(
            platform: platform, connection: id, base: try BaseURL(url, path: path), limits: limits,
            trust: trust, clock: clock, log: requestLog, envelope: envelope)
    }
}
