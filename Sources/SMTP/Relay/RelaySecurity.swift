/// When a session is encrypted.
package enum RelaySecurity: Sendable, Hashable, CaseIterable {
    /// By STARTTLS, and not at all without it: nothing of a message or login is ever said in clear.
    case required
    /// By STARTTLS where it is offered, whatever certificate comes; only against listening by chance.
    case opportunistic
    /// From the first byte.
    case implicit
    /// Never.
    case none

    /// What an address asks for where nobody says otherwise: only a relay on this machine may go without TLS.
    package init(for relay: RelayAddress) {
        switch relay.scheme {
        case .smtps: self = .implicit
        case .smtp: self = relay.isLoopback ? .opportunistic : .required
        }
    }

    /// Whether a certificate must be valid for the relay's name.
    var isVerified: Bool { self == .required || self == .implicit }
}
