import FoundationEssentials
import ServiceCore
import Store

/// Having an account or a sending domain name a relay for itself, beside the directory's.
struct OwnRelayChange: Sendable {
    let owner: RelayOwner
    /// Nil has it go as its account or the directory says.
    let url: String?
    let who: String
    let now: Date

    /// One transaction: no engine that works under the setting before claims anything after it.
    ///
    /// What waits to go another way by it is held until it is decided on again.
    ///
    /// - Throws: `.refused` for sample data, without a relay of the directory's, and while anything is being handed over;
    ///   `.conflict` where it stands so already.
    func run(in db: WriteTransaction) throws {
        try TransportChange.refuseDemo(in: db)
        let (ways, owner) = (try DecidedWays(in: db), try RelayOwnerRow.find(owner, in: db))
        let before = ways.own.first { $0.id == owner.relay }
        try refuseSame(before, ways)
        try EngineHold.refuse(in: db)
        let relay = try url.map { url in
            try OwnRelay.made(RelaySetting(url: url, since: now.storedTime, who: who), in: db)
        }
        let target = try relay ?? owner.fallback(in: db)
        let open = try OpenSubmissions(owner, notGoingBy: target, in: db)
        try TransportChange.refuse(
            launches: open.launches.count { $0.state.isActive },
            claimed: try TransportChange.claimed(.email, in: db), unknown: open.unknown(in: db))
        try owner.set(relay, in: db)
        try hold(open, ways, in: db)
        try forgetUnnamed(in: db)
        try HeldLaunches.releaseReturned(try DecidedWays(in: db).name, in: db)
        try TransportChange.endTurn(in: db)
        try note(owner, before, in: db)
    }

    private func refuseSame(_ before: OwnRelay?, _ ways: DecidedWays) throws {
        guard let directory = ways.relay else {
            throw ServiceError(
                .refused, "The data directory has no relay, so that no message leaves by any.",
                hint: "Name that first: sendboard relay use smtp://host:587 --yes host")
        }
        guard before?.setting.url != url, directory.url != url else {
            throw ServiceError(
                .conflict, url == nil ? "It names no relay." : "Its messages go there already.",
                hint: "sendboard relay show")
        }
    }

    /// What waits was decided on for the way before.
    private func hold(_ open: OpenSubmissions, _ ways: DecidedWays, in db: WriteTransaction) throws {
        for launch in open.launches {
            let way = ways.name(of: launch.way)
            try HeldLaunches.hold(
                launch, decidedFor: way, because: "held: decided on while messages left through \(way)",
                in: db)
        }
        for submission in open.waiting { try HeldLaunches.hold(submission: submission, .email, in: db) }
    }

    private func forgetUnnamed(in db: WriteTransaction) throws {
        let named = Set(try RelayOwnerRow.naming(in: db).compactMap(\.relay))
        for relay in try OwnRelay.ids(in: db) where !named.contains(relay) {
            try db.execute("DELETE FROM own_relay WHERE id = \(relay)")
        }
    }

    private func note(_ owner: RelayOwnerRow, _ before: OwnRelay?, in db: WriteTransaction) throws {
        let held = try HeldLaunches.counts(in: db)
        let connection = PlatformOptions.standardConnection
        _ = try AuditQueries.append(
            AuditRecord(
                time: now, who: who, connection: connection, action: "use relay",
                target: ResourceID(connection, .delivery, "engine"), title: owner.words,
                reason: held.isNone ? "" : "\(held.words) held",
                changes: [
                    FieldChange(
                        field: "relay", label: "Relay",
                        before: .text(before?.setting.url ?? ""), after: .text(url ?? ""))
                ]), in: db)
    }
}
