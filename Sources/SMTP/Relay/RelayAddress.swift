/// Where a relay is reached, as people write it: `smtp://user@relay.example:587` or `smtps://relay.example`.
package struct RelayAddress: Sendable, Hashable, CustomStringConvertible {
    package enum Scheme: String, Sendable {
        /// Begins in clear and turns to TLS by STARTTLS.
        case smtp
        /// TLS from the first byte.
        case smtps
    }

    package let scheme: Scheme
    /// Whom to log in as; nil without logging in. The password is never part of an address.
    package let user: String?
    /// A name, an IPv4 address, or an IPv6 address without brackets.
    package let host: String
    package let port: Int

    package init(_ scheme: Scheme = .smtp, user: String? = nil, host: String, port: Int? = nil) {
        self.scheme = scheme
        self.user = user
        self.host = host
        self.port = port ?? Self.usualPort(scheme, host)
    }

    /// Where nothing is said: 465 for `smtps`, 25 on this machine, and the port of submission elsewhere.
    private static func usualPort(_ scheme: Scheme, _ host: String) -> Int {
        if scheme == .smtps { return 465 }
        return HostAuthority.isLoopback(host) ? 25 : 587
    }

    /// Whether the connection does not leave this machine.
    package var isLoopback: Bool { HostAuthority.isLoopback(host) }

    /// Who logs in where: `kim@relay.example`.
    package var login: String { "\(user ?? "")@\(host)" }

    /// The address as it is written, its port always named.
    package var description: String {
        "\(scheme.rawValue)://\(HostAuthority(user: user, host: host, port: port).description)"
    }
}
