package import SMTP
package import ServiceCore
import Store

/// Relays that accounts and sending domains name for themselves.
extension EmbeddedPlatform {
    /// The relay that an account or a sending domain names for itself; nil where it names none.
    ///
    /// - Throws: `.notFound` where there is no such account or domain, `.conflict` where several domains are called so.
    package func relay(of owner: RelayOwner) async throws(ServiceError) -> RelaySetting? {
        try await context.store.read { db in
            try RelayOwnerRow.find(owner, in: db).relay.flatMap { try RelaySetting.relay($0, in: db) }
        }
    }

    /// Has an account or a sending domain name a relay for itself, or none with nil.
    ///
    /// - Throws: `.refused` for sample data, without a relay of the directory's, and while anything is under way;
    ///   `.conflict` where it stands so already.
    package func use(_ relay: RelayAddress?, for owner: RelayOwner) async throws(ServiceError) {
        let change = OwnRelayChange(
            owner: owner, url: relay?.description, who: context.options.who, now: context.clock())
        try await context.store.write { db in try change.run(in: db) }
    }

    /// What would wait for a second decision if it named another.
    package func held(
        byChangeOf owner: RelayOwner, to url: String?
    ) async throws(ServiceError) -> TransportReport.Held {
        try await context.store.read { db in
            let owner = try RelayOwnerRow.find(owner, in: db)
            let target = try url.map { try OwnRelay.named($0, in: db)?.id ?? 0 } ?? owner.fallback(in: db)
            let open = try OpenSubmissions(owner, notGoingBy: target, in: db)
            return .init(
                launches: open.launches.count(where: HeldLaunches.mayBeHeld),
                messages: try open.messages(in: db))
        }
    }
}
