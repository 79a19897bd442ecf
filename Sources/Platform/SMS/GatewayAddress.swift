import SMTP
package import ServiceCore

/// Where a text gateway is reached and what it speaks: `kannel+http://user@gateway.example:13013/cgi-bin/sendsms`.
package struct GatewayAddress: Sendable, Hashable, CustomStringConvertible {
    package enum Scheme: String, Sendable {
        case clear = "kannel+http"
        /// TLS from the first byte, the certificate checked.
        case encrypted = "kannel+https"
    }

    /// Where Kannel answers unless its configuration says otherwise.
    private static let usualPath = "/cgi-bin/sendsms"
    private static let usualPort = 13013

    package let scheme: Scheme
    /// Whom to log in as; nil where the gateway asks for none. The password is never part of an address.
    package let user: String?
    package let host: String
    package let port: Int
    /// Percent-encoded, with its leading slash.
    package let path: String

    package init(
        _ scheme: Scheme = .clear, user: String? = nil, host: String, port: Int? = nil, path: String? = nil
    ) {
        (self.scheme, self.user, self.host) = (scheme, user, host)
        self.port = port ?? (scheme == .encrypted ? 443 : Self.usualPort)
        self.path = path ?? Self.usualPath
    }

    /// As a person typed it, or as it was kept.
    ///
    /// - Throws: `.invalid`; a password in it is not repeated.
    package init(parsing text: String) throws(ServiceError) {
        let parts = text.split(separator: "://", maxSplits: 1)
        guard parts.count == 2, let scheme = Scheme(rawValue: parts[0].lowercased()) else {
            throw Self.unfit(.scheme)
        }
        let slash = parts[1].firstIndex(of: "/") ?? parts[1].endIndex
        let authority: HostAuthority
        do throws(RelayAddressFault) {
            authority = try HostAuthority(parsing: parts[1][..<slash])
        } catch {
            throw Self.unfit(error)
        }
        let path = parts[1][slash...]
        guard
            path.utf8.allSatisfy({ 0x21...0x7E ~= $0 && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") })
        else { throw Self.unfit(.tooMuch) }
        self.init(
            scheme, user: authority.user, host: authority.host, port: authority.port,
            path: path.utf8.count > 1 ? String(path) : nil)
    }

    /// Whether what is said to it does not leave this machine.
    package var isLoopback: Bool { HostAuthority.isLoopback(host) }

    /// Who logs in where: `kim@gateway.example`.
    package var login: String { "\(user ?? "")@\(host)" }

    package var description: String {
        "\(scheme.rawValue)://\(HostAuthority(user: user, host: host, port: port).description)\(path)"
    }

    /// How it is spoken to, for people.
    package var words: String {
        switch scheme {
        case .encrypted: "encrypted, its certificate checked"
        case .clear:
            isLoopback ? "in clear, on this machine" : "in clear: password and texts can be read on the way"
        }
    }

    private static func unfit(_ fault: RelayAddressFault) -> ServiceError {
        let (message, hint) =
            switch fault {
            case .scheme:
                (
                    "begins with kannel+http:// or kannel+https://",
                    "Write kannel+http://user@host:13013/cgi-bin/sendsms."
                )
            case .password:
                (
                    "holds no password",
                    "Write kannel+http://user@host; the password is kept apart, where no list of processes shows it."
                )
            case .user: ("has a user that cannot be read", "Write an @ or : within the user as %40 or %3A.")
            case .host: ("names no usable host", "Write a name or an IP address, IPv6 in brackets.")
            case .port: ("has a port that is no number from 1 to 65535", "Write for example host:13013.")
            case .tooMuch:
                ("ends after its path", "Leave out what follows ? or #: parameters are added to it.")
            }
        return ServiceError(.invalid, "A gateway's address \(message).", hint: hint)
    }
}
