/// What is known of a session that stands.
package struct SessionFacts: Sendable, Hashable {
    /// How the relay greeted, as it wrote it: not safe to be shown as it is.
    package var greeting: String
    /// What it announced last; where the session is encrypted, under TLS.
    package var capabilities: Capabilities
    package var isEncrypted: Bool
    /// By what was logged in, `PLAIN` or `LOGIN`; nil without.
    package var login: String?
}
