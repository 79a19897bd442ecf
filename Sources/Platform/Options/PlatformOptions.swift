package import FoundationEssentials
package import ServiceCore

/// Where an embedded platform is and how this process uses it.
package struct PlatformOptions: Sendable {
    /// An absolute path.
    package var dataDirectory: String
    package var connection = PlatformOptions.standardConnection
    package var isReadOnly: Bool
    /// For the audit trail: `kim@console`.
    package var who: String
    /// `host:port`, several with commas between; nil asks the system's resolvers.
    package var dnsServer: String?
    package var hosts = PlatformHosts()
    /// The address under which the outside reaches the directory's pages, which keeps it; nil leaves what it keeps.
    package var publicURL: String?
    /// Whether webhooks, postback URLs and pages fetched by URI may be at private addresses.
    package var allowsPrivateTargets = false
    /// Whether a webhook made by SendClean's calls must answer with SendClean's sentence.
    package var checksWebhooks = true
    /// When bounces make a contact invalid, where this process runs the engine.
    package var bounces = BounceRules()
    /// What all of this process's connections to the database may keep together, unless it is a server.
    package var cacheKiB = 4096
    /// The password for a relay, by `user@host`; nil where none is kept.
    package var relayPassword: @Sendable (String) throws(ServiceError) -> Secret? = {
        (_: String) throws(ServiceError) in nil
    }
    /// The same for a text gateway.
    package var gatewayPassword: @Sendable (String) throws(ServiceError) -> Secret? = {
        (_: String) throws(ServiceError) in nil
    }
    /// Whether this process answers the requests of many.
    package var isServer = false
    /// How dear a guess at the password of an account is that this process makes.
    package var passwordCost = PasswordHash.Cost.standard
    /// Told how far an import has been taken back, at the opening too, and nil at the end.
    package var progress: @Sendable (WorkProgress?) -> Void = { _ in }
    package var clock: @Sendable () -> Date
    /// That of the person whose process this is: in which filters are saved unless their form says otherwise.
    package var zone = WallZone.utc

    /// What the embedded platform is called unless a test needs several.
    package static let standardConnection: ConnectionID = "embedded"

    package init(
        dataDirectory: String, isReadOnly: Bool = false, who: String, dnsServer: String? = nil,
        clock: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.dataDirectory = dataDirectory
        self.isReadOnly = isReadOnly
        self.who = who
        self.dnsServer = dnsServer
        self.clock = clock
    }
}

/// The names under which the outside world reaches this platform; what customers' DNS records must say.
package struct PlatformHosts: Sendable {
    /// Where a tracking domain's CNAME leads: the public address's host, where the directory has one.
    package var tracking = "track.sendboard.example"
    /// What a sending domain's SPF record includes.
    package var spf = "spf.sendboard.example"

    var spfTerm: String { "include:\(spf)" }

    /// The SPF record of a domain that sends through this platform alone.
    var spfRecord: String { "v=spf1 \(spfTerm) ~all" }
}
