import FoundationEssentials
import GRDB
import ServiceCore

/// Where a campaign stands, changed by the engine; what a person changes goes through the editor.
enum CampaignState {
    static func pause(_ campaign: Int64, because reason: String, in db: Database) throws {
        try db.execute(
            sql: """
                UPDATE campaign SET state = 'paused', state_why = ?, rev = rev + 1
                WHERE id = ? AND state IN ('preparing', 'running')
                """, arguments: [reason, campaign])
    }

    /// Says why nothing moves at the moment, or that it does again; written only where it differs.
    static func explain(_ campaign: Int64, _ reason: String, in db: Database) throws {
        let old = try String.fetchOne(
            db, sql: "SELECT state_why FROM campaign WHERE id = ?", arguments: [campaign])
        guard let old, old != reason else { return }
        try db.execute(
            sql: "UPDATE campaign SET state_why = ? WHERE id = ?", arguments: [reason, campaign])
    }

    static func set(
        _ campaign: Int64, _ state: Campaign.State, because reason: String = "", finished: Date? = nil,
        in db: Database
    ) throws {
        try db.execute(
            sql: """
                UPDATE campaign SET state = ?, state_why = ?, finished_at = coalesce(?, finished_at),
                rev = rev + 1 WHERE id = ?
                """,
            arguments: [state.rawValue, reason, finished?.storedTime, campaign])
    }

    /// Notes that nothing of a launch waits any more; the state stays what it is.
    static func end(_ campaign: Int64, at now: Date, in db: Database) throws {
        try db.execute(
            sql: "UPDATE campaign SET finished_at = ? WHERE id = ? AND finished_at IS NULL",
            arguments: [now.storedTime, campaign])
    }

    /// How many recipients are in each part of the audience, as counted with every change.
    static func parts(of campaign: Int64, in db: Database) throws -> [DeliveryState: Int] {
        let counts = try counters(of: campaign, in: db)
        return Dictionary(
            uniqueKeysWithValues: DeliveryState.allCases.map { ($0, counts[CounterKind.part($0)] ?? 0) })
    }

    static func counters(of campaign: Int64, in db: Database) throws -> [Int: Int] {
        let rows = try SQLRow.fetchAll(
            db.cachedStatement(sql: "SELECT kind, n FROM counter WHERE campaign = ?"), arguments: [campaign])
        return Dictionary(uniqueKeysWithValues: rows.map { ($0[0] as Int, $0[1] as Int) })
    }
}
