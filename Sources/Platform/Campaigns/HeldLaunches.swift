import FoundationEssentials
import ServiceCore
import Store

/// What was decided on while messages went another way, and waits until a person decides about it again.
///
/// A launch that was scheduled or paused is paused, and `campaign.held` says what it was. Single messages that wait stand in
/// lanes out of which nothing is claimed.
struct HeldLaunches: Codable, Sendable, Equatable {
    /// Where messages went when it was decided on: a relay's URL, or the name of what stays here.
    let way: String
    let state: String
    let why: String

    private static let held = SingleLane.standard.map(\.held)

    /// How many wait for a decision.
    static func counts(in db: ReadTransaction) throws -> TransportReport.Held {
        .init(
            launches: try Int.fetchOne(
                db, "SELECT count(*) FROM campaign WHERE \(sql: Predicate.campaignLive) AND held IS NOT NULL")
                ?? 0,
            messages: try messages(in: held, db))
    }

    /// How many would wait for one if messages went another way than the directory's present one.
    static func affected(
        _ channels: Set<Channel>, in db: ReadTransaction
    ) throws -> TransportReport.Held {
        let launches = try LaunchRow.live(db).filter { mayBeHeld($0) && goes($0, channels) }
        return .init(
            launches: try launches.count { try of($0.campaign, in: db) == nil },
            messages: try messages(in: channels.map { SingleLane(.init($0)).rawValue }, db))
    }

    /// Whether a launch goes as the directory says.
    private static func goes(_ launch: LaunchRow, _ channels: Set<Channel>) -> Bool {
        channels.contains(launch.channel) && launch.relay == nil
    }

    /// Whether a change holds it; one that runs keeps the change away.
    static func mayBeHeld(_ launch: LaunchRow) -> Bool { [.scheduled, .paused].contains(launch.state) }

    private static func messages(in lanes: [Int64], _ db: ReadTransaction) throws -> Int {
        try lanes.reduce(0) { sum, lane in
            sum
                + (try Int.fetchOne(
                    db,
                    "SELECT count(*) FROM delivery WHERE lane = \(lane) AND \(sql: Predicate.deliveryWaiting)"
                )
                    ?? 0)
        }
    }

    // MARK: Holding

    /// Holds all that waits for the directory's way; what is held already stays as it is.
    ///
    /// - Parameters:
    ///   - channels: whose messages go another way.
    ///   - way: where it was to go.
    ///   - reason: why it does not go on, for its row.
    static func hold(
        _ channels: Set<Channel>, decidedFor way: String, because reason: String, in db: WriteTransaction
    ) throws {
        for launch in try LaunchRow.live(db) where goes(launch, channels) {
            try hold(launch, decidedFor: way, because: reason, in: db)
        }
        for lane in channels.map({ SingleLane(.init($0)) }) {
            try db.execute(
                """
                UPDATE delivery SET lane = \(lane.held)
                WHERE lane = \(lane.rawValue) AND \(sql: Predicate.deliveryWaiting)
                """)
        }
    }

    /// The same of one launch.
    static func hold(
        _ launch: LaunchRow, decidedFor way: String, because reason: String, in db: WriteTransaction
    ) throws {
        guard try mayBeHeld(launch) && of(launch.campaign, in: db) == nil else { return }
        let why = try String.fetchOne(db, "SELECT state_why FROM campaign WHERE id = \(launch.campaign)")
        try set(
            HeldLaunches(way: way, state: launch.state.rawValue, why: why ?? ""), of: launch.campaign, in: db)
        try CampaignState.set(launch.campaign, .paused, because: reason, in: db)
    }

    /// The same of what waits of a single submission.
    static func hold(submission: Int64, _ channel: Channel, in db: WriteTransaction) throws {
        try db.execute(
            """
            UPDATE delivery SET lane = \(SingleLane(.init(channel)).held)
            WHERE submission = \(submission) AND lane <= 0 AND \(sql: Predicate.deliveryWaiting)
            """)
    }

    // MARK: Deciding

    /// Lets a launch be what it was; it goes the way that its sender's messages go now.
    ///
    /// - Throws: `.conflict` for one that is not held.
    static func release(_ campaign: Int64, in db: WriteTransaction) throws {
        guard let held = try of(campaign, in: db) else {
            throw ServiceError(.conflict, "It waits for no decision any more.", hint: "Refresh the list.")
        }
        try set(nil, of: campaign, in: db)
        if let launch = try LaunchRow.of(campaign, in: db) {
            try SubmissionRelayColumn.set(try now(launch, in: db).relay, of: launch.submission, in: db)
        }
        try CampaignState.set(
            campaign, Campaign.State(rawValue: held.state) ?? .paused, because: held.why, in: db)
    }

    /// The same of those that were decided on for the way that theirs is again.
    ///
    /// - Parameter name: what a way is called that a launch is held under.
    static func releaseReturned(_ name: (MessageWay) -> String, in db: WriteTransaction) throws {
        for launch in try LaunchRow.live(db) {
            guard let held = try of(launch.campaign, in: db) else { continue }
            if held.way == name(try now(launch, in: db)) { try release(launch.campaign, in: db) }
        }
    }

    /// The way that its sender's messages go now.
    private static func now(_ launch: LaunchRow, in db: ReadTransaction) throws -> MessageWay {
        try RelayChoice.way(launch.channel, of: launch.message.from, account: launch.account, in: db)
    }

    /// The same of all there is.
    static func releaseAll(in db: WriteTransaction) throws {
        for launch in try LaunchRow.live(db) where try of(launch.campaign, in: db) != nil {
            try release(launch.campaign, in: db)
        }
        for lane in SingleLane.standard { try releaseMessages(in: lane, db) }
    }

    /// Each goes the way that its sender's messages go now.
    private static func releaseMessages(in lane: SingleLane, _ db: WriteTransaction) throws {
        let submissions = try SQLRow.fetchAll(
            db,
            """
            SELECT DISTINCT u.id, u.sender, b.account FROM delivery d JOIN submission u ON u.id = d.submission
            JOIN batch b ON b.id = u.batch WHERE d.lane = \(lane.held) AND d.\(sql: Predicate.deliveryWaiting)
            """)
        for row in submissions {
            let id: Int64 = row[0]
            let way = try RelayChoice.way(lane.channel, of: row[1], account: row[2], in: db)
            try SubmissionRelayColumn.set(way.relay, of: id, in: db)
            try db.execute(
                cached: """
                    UPDATE delivery SET lane = \(SingleLane(way).rawValue)
                    WHERE submission = \(id) AND lane = \(lane.held) AND \(sql: Predicate.deliveryWaiting)
                    """)
        }
    }

    /// Cancels the single messages that wait for a decision.
    static func cancelMessages(at now: Date, in db: WriteTransaction) throws {
        var work = DeliveryTransaction(db, now: now, source: "board")
        let ids = try held.flatMap { lane in
            try Int64.fetchAll(
                db,
                """
                SELECT id FROM delivery WHERE lane = \(lane) AND \(sql: Predicate.deliveryWaiting)
                ORDER BY next_at, id
                """)
        }
        for id in ids {
            guard let row = try work.delivery(id) else { continue }
            try work.stop(row, as: .cancelled, .cancelled, reason: NotSentReason.cancelled.text)
        }
        try work.finish()
    }

    // MARK: The column

    static func of(_ campaign: Int64, in db: ReadTransaction) throws -> HeldLaunches? {
        try String.fetchOne(db, "SELECT held FROM campaign WHERE id = \(campaign) AND held IS NOT NULL")
            .map { try JSONText.read($0) }
    }

    private static func set(_ held: HeldLaunches?, of campaign: Int64, in db: WriteTransaction) throws {
        try db.execute(
            "UPDATE campaign SET held = \(try held.map { try JSONText.text($0) }) WHERE id = \(campaign)")
    }
}
