package import SMTP
package import ServiceCore
import Store

extension PlatformTransport {
    /// Hands e-mail to a relay.
    ///
    /// - Parameters:
    ///   - own: its number where senders name it for themselves; nil is the directory's.
    ///   - password: of the address's user; asked for when the engine starts, and where there is none it does not.
    package static func relay(
        _ relay: RelayAddress, own: Int64? = nil,
        password: @escaping @Sendable () throws(ServiceError) -> Secret?
    ) -> PlatformTransport {
        var transport = PlatformTransport(
            description: description(of: relay, isOwn: own != nil),
            open: { _, clock throws(ServiceError) in
                var options = PoolOptions()
                options.session.login = try login(relay, password)
                return try RelayTransport(relay, options, own: own, clock: clock)
            })
        transport.needsMail = true
        transport.side = relay.description
        return transport
    }

    /// - Parameter isOwn: whether senders name it for themselves: events then say which it was.
    static func description(of relay: RelayAddress, isOwn: Bool = false) -> TransportDescription {
        .init(
            isOwn ? "relay \(relay)" : "relay", RelaySetting.sentence(of: relay.description),
            facts: [.init("Relay", "\(relay), \(RelaySecurity(for: relay).words)")])
    }

    /// Nil where the address names no user.
    ///
    /// - Throws: `.unauthorized` where there is no password for one.
    package static func login(
        _ relay: RelayAddress, _ password: @Sendable () throws(ServiceError) -> Secret?
    ) throws(ServiceError) -> RelayLogin? {
        guard let user = relay.user else { return nil }
        guard let secret = try password() else {
            throw ServiceError(
                .unauthorized, "The password of \(relay) is not kept for this user, so nothing is sent.",
                hint: "sendboard relay use \(relay) --password-stdin --yes \(relay.host)")
        }
        // Written to the relay alone.
        return RelayLogin(user: user) { secret.reveal() }
    }
}

extension RelaySecurity {
    /// How a relay is spoken to, for people.
    package var words: String {
        switch self {
        case .implicit, .required: "encrypted, its certificate checked"
        case .opportunistic: "encrypted where it offers it, on this machine"
        case .none: "in clear"
        }
    }
}
