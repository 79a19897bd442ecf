package import FoundationEssentials
import Logging
package import ServiceCore
import Store

/// What a person's word that the engine may go on has come to.
package struct EngineResumption: Sendable, Hashable {
    /// Messages that the record proves to have been handed over.
    package var accepted = 0
    /// Messages that were under way and of which nothing is known.
    package var unknown = 0
    /// Messages that were handed over and of whose launches the database knows nothing.
    package var missing = 0
}

extension PlatformStore {
    /// Ends the hold: what the transport's record proves is taken over, what else was under way waits for a person.
    ///
    /// - Throws: `.conflict` where the engine is not held.
    package func resumeEngine(
        at now: Date, by who: String, transport: PlatformTransport, bounces: BounceRules
    ) async throws(ServiceError) -> EngineResumption {
        let mark = CommitMark.number(in: directory.files)
        let resuming = EngineResuming(
            handedOver: try transport.record?(directory).deliveries() ?? [],
            phases: try InFlightJournal(directory.journal).phases(),
            conduct: transport.conduct(bounces),
            reply: "known from the \(transport.description.name)'s record",
            now: now)
        let result = try await write { db in
            let result = try resuming.run(by: who, in: db)
            if try CommitNumber(of: db).isBefore(mark) { try mark.write(to: db) }
            return result
        }
        Logger(label: "sendboard.engine").warning(
            "the engine was let go on",
            metadata: [
                "by": "\(who)", "accepted": "\(result.accepted)", "unknown": "\(result.unknown)",
                "missing": "\(result.missing)",
            ])
        return result
    }
}

/// Brings the deliveries up to what stands beside the database, in one transaction.
private struct EngineResuming: Sendable {
    let handedOver: [Int64]
    let phases: [Int64: InFlightJournal.Phase]
    let conduct: DeliveryTransaction.Conduct
    /// What is kept as the relay's answer to what the record proves.
    let reply: String
    let now: Date

    func run(by who: String, in db: WriteTransaction) throws -> EngineResumption {
        guard let hold = try EngineHold.current(in: db) else {
            throw ServiceError(.conflict, "The delivery engine is not held.", hint: "It goes on by itself.")
        }
        var work = DeliveryTransaction(db, now: now, source: "engine", rules: conduct.rules)
        var result = EngineResumption()
        let balance = try HandOverBalance(handedOver, in: db)
        result.missing = balance.missing.count
        let claimed = try DeliveryTransaction.orphans(db, before: .max)
        let proven = Set(handedOver)
        for id in balance.waiting + claimed.filter(proven.contains) {
            result.accepted += try take(id, RelayReply(.data, 250, nil, reply), &work)
        }
        let open = claimed + phases.keys.filter { phases[$0] == .handedOver }
        for id in Set(open).subtracting(proven).sorted() {
            result.unknown += try take(
                id, RelayReply(.data, 0, nil, "lost with a part of the database"), &work)
        }
        try work.finish()
        try DeliveryTransaction.clearReservations(db)
        // A number that stands in the record is given to no other message.
        try SQL.dialect.keepIDs(of: "delivery", through: balance.missing.last ?? 0, in: db)
        try MetaKey.engineHold.set(nil, in: db)
        try keep(result, of: hold, by: who, in: db)
        return result
    }

    /// The decision stands in the trail: why it was asked for, and what it came to.
    private func keep(
        _ result: EngineResumption, of hold: EngineHold, by who: String, in db: WriteTransaction
    ) throws {
        let connection = PlatformOptions.standardConnection
        let told = [
            ("accepted", "Taken over as accepted", result.accepted), ("unknown", "Unknown", result.unknown),
            ("missing", "Of launches that are lost", result.missing),
        ]
        _ = try AuditQueries.append(
            AuditRecord(
                time: now, who: who, connection: connection, action: "resume",
                target: ResourceID(connection, .delivery, "engine"), title: "delivery engine",
                reason: hold.why,
                changes: told.map { field, label, count in
                    FieldChange(field: field, label: label, before: .none, after: .integer(count))
                }), in: db)
    }

    /// - Returns: 1 where the message was still open, else 0.
    private func take(_ id: Int64, _ reply: RelayReply, _ work: inout DeliveryTransaction) throws -> Int {
        guard let row = try work.delivery(id), [.queued, .deferred, .claimed].contains(row.state) else {
            return 0
        }
        if reply.code == 0 {
            try work.keepAsUnknown(row, reply)
        } else {
            try work.record(reply, of: row, conduct)
        }
        return 1
    }
}
