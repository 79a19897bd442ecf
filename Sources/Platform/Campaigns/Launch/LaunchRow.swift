import FoundationEssentials
import ServiceCore
import Store

/// A launch that has not reached its end, with what was frozen for it.
struct LaunchRow: Sendable {
    let campaign: Int64
    let account: Int64
    let channel: Channel
    let state: Campaign.State
    let batch: Int64
    let submission: Int64
    var message: FrozenMessage
    /// The highest key (or place in the list) that has been written as rows.
    let preparedThrough: Int64?
    let isPrepared: Bool
    /// 0 before it is.
    let launched: Int64
    /// The relay that its sender named when it was launched; nil goes as the directory says.
    let relay: Int64?

    private static let query = """
        SELECT c.id, c.account, c.channel, c.state, b.id, u.id, u.message, u.prepared_through,
        u.prepared_at IS NOT NULL, coalesce(c.launched_at, 0), u.relay
        FROM campaign c JOIN batch b ON b.campaign = c.id
        JOIN submission u ON u.batch = b.id AND u.source = 'launch'
        """

    /// Every launch that the engine still has something to do for.
    static func live(_ db: ReadTransaction) throws -> [LaunchRow] {
        try fetchAll(db, cached: "\(sql: query) WHERE \(sql: Predicate.campaignLive) ORDER BY c.id")
    }

    /// The launch of one campaign, nil where there was none.
    static func of(_ campaign: Int64, in db: ReadTransaction) throws -> LaunchRow? {
        try fetchOne(db, cached: "\(sql: query) WHERE c.id = \(campaign)")
    }

    /// Whom the launch is for; read when needed, since a list may be long.
    func audience(in db: ReadTransaction) throws -> AudienceSpec {
        let json = try String.fetchOne(db, "SELECT audience FROM campaign WHERE id = \(campaign)")
        return AudienceSpec(json: json ?? "")
    }

    var way: MessageWay { MessageWay(channel, relay: relay) }

    var startAt: Date? { message.startAt.map { Date(storedTime: $0) } }
}

extension LaunchRow: RowDecodable {
    init(row: SQLRow) throws {
        self.init(
            campaign: row[0], account: row[1], channel: Channel(rawValue: row[2]) ?? .email,
            state: Campaign.State(rawValue: row[3]) ?? .draft, batch: row[4], submission: row[5],
            message: try FrozenMessage(json: row[6]), preparedThrough: row[7], isPrepared: row[8],
            launched: row[9], relay: row[10])
    }
}

extension SMSLedger {
    /// Gives back what a launch holds reserved beyond what its rows may still cost.
    static func releaseSurplus(of launch: LaunchRow, at time: Int64, in db: WriteTransaction) throws {
        let needed = try Int.fetchOne(
            db,
            """
            SELECT coalesce(sum(parts), 0) FROM delivery WHERE batch = \(launch.batch) AND state IN (1,
            2, 3, 4)
            """)
        let surplus = try reserved(for: launch.campaign, in: db) - (needed ?? 0)
        guard surplus > 0 else { return }
        try book(
            surplus, "release", account: launch.account, campaign: launch.campaign, at: time, in: db)
    }
}
