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
    /// - Throws: `.refused` for sample data, and while anything is under way that was meant for the transport before;
    ///   `.conflict` where it stands so already.
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
        // Made-up recipients answer nobody any more.
        try db.execute("DELETE FROM simulated_answer")
        try db.execute("UPDATE counter SET n = 0 WHERE kind = \(CounterKind.outstanding)")
        // An engine of another process finds its turn over at its next transaction, and begins anew with what stands here.
        try db.execute("UPDATE engine SET epoch = epoch + 1 WHERE id = 1")
        try keep(before, setting, in: db)
    }

    /// What waits was meant for the transport before; nothing of it may leave by another without being decided anew.
    private func refuseWhileUnderWay(in db: ReadTransaction) throws {
        let launches = try LaunchRow.live(db).count
        let single =
            try Int.fetchOne(
                db,
                "SELECT count(*) FROM delivery WHERE \(sql: SingleLane.condition) AND \(sql: Predicate.deliveryWaiting)"
            ) ?? 0
        let claimed =
            try Int.fetchOne(db, "SELECT count(*) FROM delivery WHERE \(sql: Predicate.deliveryClaimed)") ?? 0
        let unknown =
            try Int.fetchOne(
                db,
                "SELECT count(*) FROM delivery WHERE state = \(StoredDeliveryState.unknown.rawValue)") ?? 0
        guard launches + single + claimed + unknown > 0 else { return }
        let parts = [
            launches > 0 ? NumberText.counted(launches, "launch", "launches") : nil,
            single + claimed > 0 ? NumberText.counted(single + claimed, "message") : nil,
            unknown > 0 ? "\(NumberText.counted(unknown, "message")) that nobody knows the end of" : nil,
        ].compactMap { $0 }
        throw ServiceError(
            .refused,
            "\(parts.joined(separator: " and ")) would go, or be sent again, another way than was decided.",
            hint: "Let them end, or abort them, take schedules back and decide about the unknown ones.")
    }

    private func keep(_ before: RelaySetting?, _ after: RelaySetting?, in db: WriteTransaction) throws {
        let connection = PlatformOptions.standardConnection
        let words = { (setting: RelaySetting?) in
            FieldValue.text(setting?.url ?? PlatformTransport.standard.description.name)
        }
        _ = try AuditQueries.append(
            AuditRecord(
                time: now, who: who, connection: connection, action: "use relay",
                target: ResourceID(connection, .delivery, "engine"), title: "delivery engine",
                changes: [
                    FieldChange(
                        field: "transport", label: "Transport", before: words(before), after: words(after))
                ]), in: db)
    }
}
