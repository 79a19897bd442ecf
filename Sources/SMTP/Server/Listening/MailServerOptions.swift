package import NIOSSL

/// How a mail server runs.
package struct MailServerOptions: Sendable {
    package var settings: MailServerSettings
    package var service: MailService
    package var limits = ServerTimeLimits()
    package var clock = SessionClock.system
    /// Asked at each handshake, so that a certificate can be renewed; needed where the settings encrypt.
    package var encryption: (@Sendable () -> NIOSSLContext)?
    package var mostSessions = 200
    /// Of one address, of IPv6 of one network of 64 bits; of this machine itself there may be as many as of all.
    package var mostSessionsEach = 50
    /// In bytes: what all messages under way may hold together.
    package var budget = 64 << 20

    package init(_ settings: MailServerSettings, _ service: MailService) {
        self.settings = settings
        self.service = service
        self.settings.offersLogin = service.logIn != nil
    }
}
