/// How a session presents itself and what it insists on.
struct ClientSettings: Sendable {
    var helloName: String
    var security: RelaySecurity
    var login: RelayLogin?
    /// Whether the password may be said without a certificate that was checked: on this machine, or by wish.
    var trustsConnection: Bool
    /// Whether BDAT is used where it is announced.
    var usesChunking = true
}
