/// Whose TLS certificates a connection believes; certificate and host name are verified in every case.
package enum TransportTrust: Sendable, Hashable {
    /// The authorities that this machine trusts.
    case system
    /// These authorities alone, as PEM texts.
    case authorities([String])
}
