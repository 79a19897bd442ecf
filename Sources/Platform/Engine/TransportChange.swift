import FoundationEssentials
import ServiceCore
import Store

/// Changing where a data directory's messages of one channel go.
struct TransportChange: Sendable {
    let channel: Channel
    /// The relay's or gateway's; nil where it is left.
    let url: String?
    /// Where a gateway tells what became of messages.
    var receipts: String?
    let who: String
    let now: Date

    /// One transaction: no engine that works under the setting before claims anything after it.
    ///
    /// What waits is held until it is decided on again.
    ///
    /// - Throws: `.refused` for sample data, and while anything is being handed over; `.conflict` where it stands so already.
    func run(in db: WriteTransaction) throws {
        let ways = try DecidedWays(in: db)
        let before = ways[channel]
        try Self.refuseDemo(in: db)
        guard before?.url != url || before?.receipts != receipts else {
            throw ServiceError(
                .conflict, "Messages go there already.",
                hint: "sendboard \(channel == .email ? "relay" : "gateway") show")
        }
        try EngineHold.refuse(in: db)
        if channel == .email { try refuseBesideOwn(ways) }
        let affected = affected(ways)
        try refuseWhileUnderWay(affected, in: db)
        let setting = url.map {
            TransportSetting(url: $0, since: now.storedTime, who: who, receipts: receipts)
        }
        try TransportSetting.set(setting, channel, in: db)
        try decideAnew(affected, ways, in: db)
        // Made-up recipients answer nobody any more.
        try db.execute("DELETE FROM simulated_answer")
        try db.execute("UPDATE counter SET n = 0 WHERE kind = \(CounterKind.outstanding)")
        try Self.endTurn(in: db)
        try keep(before, setting, in: db)
    }

    /// Made-up people are not written to.
    static func refuseDemo(in db: ReadTransaction) throws {
        guard try MetaKey.createdByDemo.value(in: db) != nil else { return }
        throw ServiceError(
            .refused, "This data was made by “sendboard demo”: its people are not to be written to.",
            hint: "Use a data directory of your own.")
    }

    /// An engine of another process finds its turn over at its next transaction, and begins anew with what stands here.
    static func endTurn(in db: WriteTransaction) throws {
        try db.execute("UPDATE engine SET epoch = epoch + 1 WHERE id = 1")
    }

    /// Relays that senders name go beside the directory's, and are none twice.
    private func refuseBesideOwn(_ ways: DecidedWays) throws {
        guard url == nil ? !ways.own.isEmpty : ways.own.contains(where: { $0.setting.url == url }) else {
            return
        }
        throw ServiceError(
            .refused,
            url.map { "Some senders name \($0) for themselves." } ?? "Some senders name relays of their own.",
            hint: "sendboard relay show tells whose; sendboard relay leave --domain NAME or --account NAME.")
    }

    /// - Throws: `.refused` where messages really leave, or something was ever queued to stay here.
    func refuseIfEverUsed(in db: ReadTransaction) throws {
        let last = try Int64.fetchOne(db, SQL.dialect.lastID(of: "delivery")) ?? 0
        let isUnused = try last == 0 && LaunchRow.live(db).isEmpty && DecidedWays(in: db)[channel] == nil
        guard !isUnused else { return }
        let side = channel == .email ? "relay" : "gateway"
        throw ServiceError(
            .refused,
            "Messages were queued here to go another way, so that a \(side) is named by a decision.",
            hint: url.map { "sendboard \(side) use \($0)" })
    }

    /// Where nothing really left before, or nothing does after, the other channel's messages go another way, too; another
    /// place for receipts is no other way.
    func affected(_ before: DecidedWays) -> Set<Channel> {
        if before[channel]?.url == url { return [] }
        let hasOther = Channel.allCases.contains { $0 != channel && before[$0] != nil }
        return hasOther || before[channel] != nil && url != nil ? [channel] : Set(Channel.allCases)
    }

    /// What waits was decided on for the way before; what was meant for this one from the beginning goes on.
    private func decideAnew(_ channels: Set<Channel>, _ before: DecidedWays, in db: WriteTransaction) throws {
        let after = try DecidedWays(in: db)
        for channel in channels {
            let was = before[channel].map {
                "\(channel == .email ? "messages" : "texts") left through \($0.url)"
            }
            try HeldLaunches.hold(
                [channel], decidedFor: before.name(of: .init(channel)),
                because: "held: decided on while \(was ?? "no message left this machine")", in: db)
        }
        try HeldLaunches.releaseReturned(after.name, in: db)
    }

    /// What is being handed over leaves by the way that it was decided for, and what nobody knows the end of is sent again by
    /// none that it may not have gone by.
    private func refuseWhileUnderWay(_ channels: Set<Channel>, in db: ReadTransaction) throws {
        let launches = try LaunchRow.live(db).count {
            $0.state.isActive && $0.relay == nil && channels.contains($0.channel)
        }
        try Self.refuse(
            launches: launches, claimed: try channels.reduce(0) { try $0 + Self.claimed($1, in: db) },
            unknown: try channels.reduce(0) { try $0 + Self.unknown($1, in: db) })
    }

    /// - Throws: `.refused` where there is any of what keeps a way from being changed.
    static func refuse(launches: Int, claimed: Int, unknown: Int) throws(ServiceError) {
        guard launches + claimed + unknown > 0 else { return }
        let parts = [
            launches > 0 ? "\(NumberText.counted(launches, "launch", "launches")) under way" : nil,
            claimed > 0 ? "\(NumberText.counted(claimed, "message")) being handed over" : nil,
            unknown > 0 ? "\(NumberText.counted(unknown, "message")) that nobody knows the end of" : nil,
        ].compactMap { $0 }
        throw ServiceError(
            .refused, "Meant for the way that messages go now: \(parts.joined(separator: " and ")).",
            hint: unknown > 0
                ? "Decide about the unknown: send them again, or accept them. Launches may be paused."
                : "Let them end, pause them or abort them.")
    }

    /// Of those that go as the directory says.
    private static func unknown(_ channel: Channel, in db: ReadTransaction) throws -> Int {
        try Int.fetchOne(
            db,
            """
            SELECT count(*) FROM delivery d WHERE d.state = \(StoredDeliveryState.unknown.rawValue)
            AND (SELECT channel FROM batch b WHERE b.id = d.batch) = \(channel.rawValue)
            AND (SELECT relay FROM submission u WHERE u.id = d.submission) IS NULL
            """) ?? 0
    }

    /// By whichever way: the change ends the turn of the engine that is to hear of them.
    static func claimed(_ channel: Channel, in db: ReadTransaction) throws -> Int {
        try Int.fetchOne(
            db,
            """
            SELECT count(*) FROM delivery d WHERE d.\(sql: Predicate.deliveryClaimed)
            AND (SELECT channel FROM batch b WHERE b.id = d.batch) = \(channel.rawValue)
            """) ?? 0
    }

    private func keep(
        _ before: TransportSetting?, _ after: TransportSetting?, in db: WriteTransaction
    ) throws {
        let held = try HeldLaunches.counts(in: db)
        let reason = held.isNone ? "" : "\(held.words) held"
        try Self.note(
            channel == .email ? "use relay" : "use gateway", by: who, at: now, because: reason, before, after,
            in: db)
    }

    /// What is decided about where messages go stands in the trail.
    static func note(
        _ action: String, by who: String, at now: Date, because reason: String, _ before: TransportSetting?,
        _ after: TransportSetting?, in db: WriteTransaction
    ) throws {
        let connection = PlatformOptions.standardConnection
        let name = { (setting: TransportSetting?) in
            FieldValue.text(setting?.url ?? PlatformTransport.standard.description.name)
        }
        _ = try AuditQueries.append(
            AuditRecord(
                time: now, who: who, connection: connection, action: action,
                target: ResourceID(connection, .delivery, "engine"), title: "delivery engine",
                reason: reason,
                changes: before?.url == after?.url
                    ? []
                    : [
                        FieldChange(
                            field: "transport", label: "Transport", before: name(before), after: name(after))
                    ]), in: db)
    }
}

extension DecidedWays {
    /// What a launch is held under that was decided on for it.
    func name(of way: MessageWay) -> String {
        if isSandboxed { return PlatformTransport.standard.description.name }
        if let relay = way.relay { return own.first { $0.id == relay }?.setting.url ?? "" }
        return self[way.channel]?.url ?? PlatformTransport.none(way.channel).name
    }
}
