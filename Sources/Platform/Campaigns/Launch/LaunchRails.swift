import FoundationEssentials
import ServiceCore
import Store

/// What an account says a launch pauses at by itself: too many that come back, are refused or complain.
struct LaunchRails: Sendable, Hashable {
    var rails = Account.Rails()

    /// What has happened in a launch, each as often as it did: nothing of it ever grows less, not even where what was refused
    /// is sent again.
    struct Counts: Codable, Sendable, Hashable {
        /// Hand-overs that were accepted, whatever became of them, and refused.
        var handedOver = 0
        /// Refused, or accepted and come back for good.
        var bounced = 0
        /// Refused at the door.
        var refused = 0
        var accepted = 0
        var complaints = 0

        static func - (all: Counts, before: Counts) -> Counts {
            Counts(
                handedOver: all.handedOver - before.handedOver, bounced: all.bounced - before.bounced,
                refused: max(0, all.refused - before.refused),
                accepted: all.accepted - before.accepted, complaints: all.complaints - before.complaints)
        }
    }

    /// Why a launch of which this much is counted pauses; nil where it goes on.
    func verdict(_ counts: Counts) -> String? {
        let after = rails.after ?? Account.Rails.standardAfter
        if let limit = rails.bounces, counts.handedOver >= after,
            counts.bounced * 100 >= limit * counts.handedOver
        {
            return Self.words("bounced", counts.bounced, of: counts.handedOver, limit: "\(limit) %")
        }
        if let limit = rails.refusals, counts.handedOver >= after,
            counts.refused * 100 >= limit * counts.handedOver
        {
            return Self.words("were refused", counts.refused, of: counts.handedOver, limit: "\(limit) %")
        }
        if let limit = rails.complaints, counts.accepted >= after,
            counts.complaints >= Account.Rails.fewestComplaints,
            counts.complaints * 1000 >= limit * counts.accepted
        {
            return Self.words(
                "complained", counts.complaints, of: counts.accepted, limit: "\(limit) of 1,000")
        }
        return nil
    }

    private static func words(_ what: String, _ count: Int, of all: Int, limit: String) -> String {
        "\(NumberText.grouped(count)) of \(NumberText.grouped(all)) \(what), the account pauses at \(limit)"
    }
}

extension LaunchRails.Counts {
    private enum CodingKeys: CodingKey {
        case handedOver, bounced, refused, accepted, complaints
    }

    /// What was kept before refusals were counted apart has them among what came back.
    init(from decoder: any Decoder) throws {
        let kept = try decoder.container(keyedBy: CodingKeys.self)
        handedOver = try kept.decode(Int.self, forKey: .handedOver)
        bounced = try kept.decode(Int.self, forKey: .bounced)
        refused = try kept.decodeIfPresent(Int.self, forKey: .refused) ?? bounced
        accepted = try kept.decode(Int.self, forKey: .accepted)
        complaints = try kept.decode(Int.self, forKey: .complaints)
    }
}

extension LaunchRails {
    /// Pauses those of which too much has come back, and says so in the trail.
    static func check(_ launches: [LaunchRow], at now: Date, in db: WriteTransaction) throws {
        for launch in launches {
            guard let (rails, base) = try find(launch, in: db) else { continue }
            let counts = try counts(of: launch, in: db)
            guard let reason = rails.verdict(counts - base) else { continue }
            try launch.pause(because: reason, at: now, in: db)
            // What a person resumes is measured anew, or it would pause with the next answer.
            try db.execute(
                "UPDATE campaign SET rail_base = \(try JSONText.text(counts)) WHERE id = \(launch.campaign)")
        }
    }

    private static let columns = "a.pause_bounces, a.pause_refusals, a.pause_complaints, a.pause_after"

    /// What an account says now.
    static func of(account: Int64, in db: ReadTransaction) throws -> LaunchRails {
        let row = try SQLRow.fetchOne(
            db, cached: "SELECT \(sql: columns) FROM account a WHERE a.id = \(account)")
        return row.map(LaunchRails.init) ?? LaunchRails()
    }

    private init(_ row: SQLRow) {
        (rails.bounces, rails.refusals, rails.complaints, rails.after) = (row[0], row[1], row[2], row[3])
    }

    /// Nil where the account says nothing.
    private static func find(
        _ launch: LaunchRow, in db: ReadTransaction
    ) throws -> (LaunchRails, base: Counts)? {
        let row = try SQLRow.fetchOne(
            db,
            cached: """
                SELECT \(sql: columns), c.rail_base
                FROM campaign c JOIN account a ON a.id = c.account WHERE c.id = \(launch.campaign)
                AND coalesce(a.pause_bounces, a.pause_refusals, a.pause_complaints) IS NOT NULL
                """)
        guard let row else { return nil }
        let base: Counts = try (row[4] as String?).map { try JSONText.read($0) } ?? Counts()
        return (LaunchRails(row), base)
    }

    static func counts(of launch: LaunchRow, in db: ReadTransaction) throws -> Counts {
        let counters = try CampaignState.counters(of: launch.campaign, in: db)
        func happened(_ kind: EventKind) -> Int { counters[kind.number] ?? 0 }
        var counts = Counts()
        counts.accepted = happened(.accepted)
        counts.refused = happened(.refused)
        counts.handedOver = counts.accepted + counts.refused
        counts.bounced = counts.refused + happened(.bounceHard)
        counts.complaints = happened(.complaint)
        return counts
    }
}
