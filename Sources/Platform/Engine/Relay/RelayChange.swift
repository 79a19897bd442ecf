import FoundationEssentials
import SMTP
import ServiceCore
import Store

/// Changing where a data directory's messages go.
struct RelayChange: Sendable {
    let relay: RelayAddress?
    let who: String
    let now: Date

    /// One transaction: no engine that works under the setting before claims anything after it.
    ///
    /// What waits is held until it is decided on again.
    ///
    /// - Throws: `.refused` for sample data, and while anything is being handed over; `.conflict` where it stands so already.
    func run(in db: WriteTransaction) throws {
        let before = try RelaySetting.current(in: db)
        if try MetaKey.createdByDemo.value(in: db) != nil {
            throw ServiceError(
                .refused, "This data was made by “sendboard demo”: its people are not to be written to.",
                hint: "Use a data directory of your own.")
        }
        guard before?.url != relay?.description else {
            throw ServiceError(.conflict, "Messages go there already.", hint: "sendboard relay show")
        }
        try EngineHold.refuse(in: db)
        try refuseWhileUnderWay(in: db)
        let setting = relay.map { RelaySetting(url: $0.description, since: now.storedTime, who: who) }
        try MetaKey.relay.set(try setting.map { try JSONText.text($0) }, in: db)
        try HeldLaunches.hold(
            decidedFor: Self.name(before), because: "held: decided on while \(Self.words(before))", in: db)
        // What was meant for this way from the beginning needs no second decision.
        try HeldLaunches.release(decidedFor: Self.name(setting), in: db)
        // Made-up recipients answer nobody any more.
        try db.execute("DELETE FROM simulated_answer")
        try db.execute("UPDATE counter SET n = 0 WHERE kind = \(CounterKind.outstanding)")
        // An engine of another process finds its turn over at its next transaction, and begins anew with what stands here.
        try db.execute("UPDATE engine SET epoch = epoch + 1 WHERE id = 1")
        try keep(before, setting, in: db)
    }

    /// - Throws: `.refused` where messages go through a relay, or something was ever queued to stay here.
    func refuseIfEverUsed(in db: ReadTransaction) throws {
        let last = try Int64.fetchOne(db, SQL.dialect.lastID(of: "delivery")) ?? 0
        let isUnused = try last == 0 && LaunchRow.live(db).isEmpty && RelaySetting.current(in: db) == nil
        guard !isUnused else { return }
        throw ServiceError(
            .refused, "Messages were queued here to go another way, so that a relay is named by a decision.",
            hint: relay.map { "sendboard relay use \($0) --yes \($0.host)" })
    }

    /// What is being handed over leaves by the way that it was decided for.
    private func refuseWhileUnderWay(in db: ReadTransaction) throws {
        let launches = try LaunchRow.live(db).count { $0.state.isActive }
        let claimed =
            try Int.fetchOne(db, "SELECT count(*) FROM delivery WHERE \(sql: Predicate.deliveryClaimed)") ?? 0
        guard launches + claimed > 0 else { return }
        let parts = [
            launches > 0 ? "\(NumberText.counted(launches, "launch", "launches")) under way" : nil,
            claimed > 0 ? "\(NumberText.counted(claimed, "message")) being handed over" : nil,
        ].compactMap { $0 }
        throw ServiceError(
            .refused,
            "There \(launches + claimed == 1 ? "is" : "are") \(parts.joined(separator: " and ")); \(launches + claimed == 1 ? "it was" : "they were") to go another way.",
            hint: "Let them end, pause them or abort them.")
    }

    private static func name(_ setting: RelaySetting?) -> String {
        setting?.url ?? PlatformTransport.standard.description.name
    }

    private static func words(_ setting: RelaySetting?) -> String {
        setting.map { "messages left through \($0.url)" } ?? "no message left this machine"
    }

    private func keep(_ before: RelaySetting?, _ after: RelaySetting?, in db: WriteTransaction) throws {
        let held = try HeldLaunches.counts(in: db)
        let reason = held.isNone ? "" : "\(held.words) held"
        try Self.note("use relay", by: who, at: now, because: reason, before, after, in: db)
    }

    /// What is decided about where messages go stands in the trail.
    static func note(
        _ action: String, by who: String, at now: Date, because reason: String, _ before: RelaySetting?,
        _ after: RelaySetting?, in db: WriteTransaction
    ) throws {
        let connection = PlatformOptions.standardConnection
        _ = try AuditQueries.append(
            AuditRecord(
                time: now, who: who, connection: connection, action: action,
                target: ResourceID(connection, .delivery, "engine"), title: "delivery engine",
                reason: reason,
                changes: [
                    FieldChange(
                        field: "transport", label: "Transport", before: .text(name(before)),
                        after: .text(name(after)))
                ]), in: db)
    }
}
