import NIOSSL

/// What every session with one relay needs, worked out once.
struct SessionPlan: Sendable {
    let relay: RelayAddress
    let options: SessionOptions
    let hooks: HandOverHooks
    let settings: ClientSettings
    private let context: NIOSSLContext?

    /// - Throws: what makes sessions impossible: certificates that cannot be read.
    init(
        _ relay: RelayAddress, _ options: SessionOptions, _ hooks: HandOverHooks
    ) throws(DeliveryFault) {
        self.relay = relay
        self.options = options
        self.hooks = hooks
        let security = options.security ?? RelaySecurity(for: relay)
        settings = ClientSettings(
            helloName: EnvelopeAddress.isDomain(options.helloName.utf8[...])
                ? options.helloName : "[127.0.0.1]",
            security: security, login: options.login,
            trustsConnection: relay.isLoopback || options.allowsLoginInClear,
            usesChunking: options.usesChunking)
        do {
            context = security == .none ? nil : try Self.context(security, options.authorities)
        } catch {
            throw DeliveryFault(.tls, .tls(.untrusted("the authorities' certificates cannot be read")))
        }
    }

    private static func context(_ security: RelaySecurity, _ authorities: String?) throws -> NIOSSLContext {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        configuration.certificateVerification = security.isVerified ? .fullVerification : .none
        if let authorities {
            let certificates = try NIOSSLCertificate.fromPEMBytes(Array(authorities.utf8))
            configuration.trustRoots = .certificates(certificates)
        }
        return try NIOSSLContext(configuration: configuration)
    }

    /// Makes what encrypts one connection; a relay known by an address proves that address.
    func encryption() throws -> NIOSSLClientHandler? {
        guard let context else { return nil }
        let isName = relay.host.utf8.contains(where: \.isLetter) && !relay.host.contains(":")
        return try NIOSSLClientHandler(context: context, serverHostname: isName ? relay.host : nil)
    }
}
