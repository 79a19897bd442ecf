package import FoundationEssentials
package import ServiceCore
import Store

/// Why no message leaves until a person has decided: the database may not know of all that was sent from it.
package struct EngineHold: Codable, Sendable, Hashable {
    package enum Reason: String, Codable, Sendable, CaseIterable {
        /// The last process did not close the database, and its write-ahead log is gone.
        case logLost
        /// The mark beside it tells of later commits.
        case olderThanMark
        /// Messages were handed over that it has still waiting, or does not know.
        case olderThanRecord
        /// The folder is a copy of one that was in use, which may be sending itself.
        case copied
    }

    package var reasons: [Reason]
    /// Milliseconds since 1970.
    package var since: Int64
    /// Messages that were handed over and that it has waiting.
    package var waiting: Int
    /// Messages that were handed over of which it knows nothing.
    package var missing: Int
    /// By whose record; nil where an earlier version held it.
    package var transport: String?

    /// As every launch and every engine is told it.
    package var error: ServiceError {
        ServiceError(
            .refused, "The delivery engine is held: \(why); \(known).",
            hint:
                "Look with “sendboard engine status”, then let it go on with “sendboard engine resume --yes”."
        )
    }

    package var time: Date { Date(storedTime: since) }

    package var why: String {
        switch reasons.first {
        case .logLost: "the database was not closed and its write-ahead log is gone"
        case .olderThanMark: "the database is older than what was last written to it"
        case .copied: "the data directory is a copy of one that was in use"
        case .olderThanRecord, nil: "the database does not know all that was handed over"
        }
    }

    /// What the transport's own record shows.
    package var known: String {
        let total = waiting + missing
        guard total > 0 else {
            return
                "it knows of every message that \(transport.map { "the \($0)'s" } ?? "the transport's own") record shows as handed over"
        }
        let lost = missing > 0 ? ", \(NumberText.grouped(missing)) of them of launches that it has lost" : ""
        return "\(NumberText.counted(total, "message")) that \(total == 1 ? "was" : "were") handed over "
            + "\(total == 1 ? "is" : "are") unknown to it\(lost)"
    }
}

extension EngineHold {
    static func current(in db: ReadTransaction) throws -> EngineHold? {
        let text = try String.fetchOne(db, cached: "SELECT value FROM meta WHERE key = 'engine_hold'")
        guard let text else { return nil }
        // What cannot be read holds all the same.
        return (try? JSONText.read(text)) ?? EngineHold(reasons: [], since: 0, waiting: 0, missing: 0)
    }

    /// - Throws: the hold, where there is one.
    static func refuse(in db: ReadTransaction) throws {
        if let hold = try current(in: db) { throw hold.error }
    }

    func save(in db: WriteTransaction) throws {
        try MetaKey.engineHold.set(try JSONText.text(self), in: db)
    }
}

extension PlatformStore {
    /// Why the engine is held, nil where it is not.
    package func engineHold() async throws(ServiceError) -> EngineHold? {
        try await read { db in try EngineHold.current(in: db) }
    }

    /// What stands in the way of everything, nil where nothing does.
    func standing() async -> ServiceError? {
        if let damage { return damage }
        return (try? await engineHold())?.error
    }
}
