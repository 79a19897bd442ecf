package import FoundationEssentials
package import ServiceCore
import Store

/// What every kind's operations are made from.
package struct PlatformContext: Sendable {
    package let options: PlatformOptions
    package let store: PlatformStore
    /// Where messages go, as people are told it.
    let transport: TransportDescription
    /// The same of a way alone, where that is another.
    let transportOfWay: [MessageWay: TransportDescription]
    package let editor: Editor
    let later: LaterRooms

    init(
        options: PlatformOptions, store: PlatformStore, transport: TransportDescription,
        ofWay: [MessageWay: TransportDescription] = [:], later: LaterRooms
    ) {
        self.options = options
        self.store = store
        self.transport = transport
        transportOfWay = ofWay
        self.later = later
        editor = Editor(
            store: store, connection: options.connection, who: options.who, clock: options.clock)
    }

    /// The same for somebody else, under whose name changes stand in the audit trail.
    func acting(as who: String) -> PlatformContext {
        var options = options
        options.who = who
        return PlatformContext(
            options: options, store: store, transport: transport, ofWay: transportOfWay, later: later)
    }

    /// Of a relay that a process does not know of yet, in which nothing is sent by it either, it tells as of all.
    func transport(of way: MessageWay) -> TransportDescription { transportOfWay[way] ?? transport }

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

/// What rooms that come later tell those before them; given where the platform is put together.
struct LaterRooms: Sendable {
    /// - Throws: `.refused` while something that is the account's is under way.
    let refuseIfBusy: @Sendable (Account, ReadTransaction) throws -> Void
    /// Keeps what links in an account's messages say once it is gone.
    let part: @Sendable (_ account: Int64, Date, WriteTransaction) throws -> Void
    /// Whether a launch of anybody is under way, which nothing long may hold up.
    let isSending: @Sendable (ReadTransaction) throws -> Bool
    /// Whether one hands messages over now, or prepares to: none that waits for a time or a person.
    let isHandingOver: @Sendable (ReadTransaction) throws -> Bool
    /// The titles of campaigns of an account, not yet at their end, that are for a group or filter.
    let campaigns: @Sendable (ResourceID, _ account: String, ReadTransaction) throws -> [String]

    /// - Throws: `.refused` naming the first campaign that a group or filter is the audience of.
    func refuseDeletion(
        ofAudience id: ResourceID, _ name: String, account: String, in db: ReadTransaction
    ) throws {
        guard let title = try campaigns(id, account, db).first else { return }
        throw ServiceError(
            .refused, "The \(id.kind.rawValue) “\(name)” is the audience of the campaign “\(title)”.",
            hint: "Give the campaign another audience, or let it end.")
    }
}
