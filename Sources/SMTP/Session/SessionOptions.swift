/// How sessions with a relay are held.
package struct SessionOptions: Sendable {
    /// What the address asks for unless given.
    package var security: RelaySecurity?
    /// Nil sends without logging in.
    package var login: RelayLogin?
    /// Lets the password be said over a connection that anybody may listen on. Never needed on this machine.
    package var allowsLoginInClear = false
    /// What EHLO says; a name or an address literal. What is neither is left out for `[127.0.0.1]`.
    package var helloName = "[127.0.0.1]"
    /// Certificates of authorities to trust instead of the system's, as PEM.
    package var authorities: String?
    /// Whether messages go by BDAT where the relay announces CHUNKING.
    package var usesChunking = true
    package var limits = TimeLimits()
    package var clock = SessionClock.system

    package init() {}
}
