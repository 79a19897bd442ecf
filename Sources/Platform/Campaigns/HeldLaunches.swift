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

    private static let held = SingleLane.allCases.map(\.held)

    /// How many wait for a decision.
    static func counts(in db: ReadTransaction) throws -> TransportReport.Held {
        .init(
            launches: try Int.fetchOne(
                db, "SELECT count(*) FROM campaign WHERE \(sql: Predicate.campaignLive) AND held IS NOT NULL")
                ?? 0,
            messages: try messages(in: held, db))
    }

    /// How many would wait for one if messages went another way.
    static func affected(
        _ channels: Set<Channel>, in db: ReadTransaction
    ) throws -> TransportReport.Held {
        let launches = try LaunchRow.live(db).filter { isHeld($0) && channels.contains($0.channel) }
        return .init(
            launches: try launches.count { try of($0.campaign, in: db) == nil },
            messages: try messages(in: channels.map { SingleLane($0).rawValue }, db))
    }

    private static func isHeld(_ launch: LaunchRow) -> Bool { [.scheduled, .paused].contains(launch.state) }

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

    /// Holds all that waits; what is held already stays as it is.
    ///
    /// - Parameters:
    ///   - channels: whose messages go another way.
    ///   - way: where it was to go.
    ///   - reason: why it does not go on, for its row.
    static func hold(
        _ channels: Set<Channel>, decidedFor way: String, because reason: String, in db: WriteTransaction
    ) throws {
        for launch in try LaunchRow.live(db) where isHeld(launch) && channels.contains(launch.channel) {
            guard try of(launch.campaign, in: db) == nil else { continue }
            let why = try String.fetchOne(db, "SELECT state_why FROM campaign WHERE id = \(launch.campaign)")
            try set(
                HeldLaunches(way: way, state: launch.state.rawValue, why: why ?? ""), of: launch.campaign,
                in: db)
            try CampaignState.set(launch.campaign, .paused, because: reason, in: db)
        }
        for lane in channels.map({ SingleLane($0) }) {
            try db.execute(
                """
                UPDATE delivery SET lane = \(lane.held)
                WHERE lane = \(lane.rawValue) AND \(sql: Predicate.deliveryWaiting)
                """)
        }
    }

    // MARK: Deciding

    /// Lets a launch be what it was.
    ///
    /// - Throws: `.conflict` for one that is not held.
    static func release(_ campaign: Int64, in db: WriteTransaction) throws {
        guard let held = try of(campaign, in: db) else {
            throw ServiceError(.conflict, "It waits for no decision any more.", hint: "Refresh the list.")
        }
        try set(nil, of: campaign, in: db)
        try CampaignState.set(
            campaign, Campaign.State(rawValue: held.state) ?? .paused, because: held.why, in: db)
    }

    /// The same of those that were decided on for this way, which is the present one again.
    static func release(
        _ channels: Set<Channel>, decidedFor way: String, in db: WriteTransaction
    ) throws {
        for launch in try LaunchRow.live(db)
        where try channels.contains(launch.channel) && of(launch.campaign, in: db)?.way == way {
            try release(launch.campaign, in: db)
        }
    }

    /// The same of all there is.
    static func releaseAll(in db: WriteTransaction) throws {
        for launch in try LaunchRow.live(db) where try of(launch.campaign, in: db) != nil {
            try release(launch.campaign, in: db)
        }
        for lane in SingleLane.allCases {
            try db.execute(
                """
                UPDATE delivery SET lane = \(lane.rawValue)
                WHERE lane = \(lane.held) AND \(sql: Predicate.deliveryWaiting)
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

extension CampaignKind {
    /// Lets a launch go the way that messages go now, though it was decided on when they went another.
    var release: ResourceAction<Campaign> {
        var change = RowChange<Campaign>(
            .release, notice: { "\($0) goes the way that messages go now" },
            apply: { session, campaign in
                try DecidedWays.refuse(otherThan: context.transport, in: session.database)
                try HeldLaunches.release(try kind.table.rowID(campaign), in: session.database)
            })
        change.availability = { $0.awaitsRelease ? .available : .disabled("it waits for no decision") }
        change.reversal = .none(because: "P pauses it, X ends it")
        return kind.editor.action(
            change, .release,
            help: "\(ActionDescription.release.help) Now \(context.transport.sentence).",
            confirmation: { .naming($0) })
    }
}
