package import FoundationEssentials
package import ServiceCore

/// What every kind's operations are made from.
package struct PlatformContext: Sendable {
    package let options: PlatformOptions
    package let store: PlatformStore
    package let editor: Editor

    package init(options: PlatformOptions, store: PlatformStore) {
        self.options = options
        self.store = store
        editor = Editor(
            store: store, connection: options.connection, who: options.who, clock: options.clock)
    }

    package var connection: ConnectionID { options.connection }
    package var vault: Vault { store.vault }
    /// What a check of a record may take, its repeats included.
    private static let checkTime = Duration.seconds(3)
    var dns: DNSChecks {
        DNSChecks(DNSResolver(server: options.dnsServer, timeLimit: Self.checkTime))
    }
    /// For URLs that customers choose; who fetches often keeps one, whose connections stay open.
    package var fetch: GuardedFetch {
        GuardedFetch(
            allowsPrivateTargets: options.allowsPrivateTargets, dnsServer: options.dnsServer)
    }
    package var clock: @Sendable () -> Date { options.clock }

    /// The id of a row of this connection.
    package func id(_ kind: ResourceKind, _ native: Int64) -> ResourceID {
        ResourceID(connection, kind, String(native))
    }
}
