import ServiceCore
import Store

/// Something in the sample's past that somebody did, as they would do it now.
struct SampleDeed: Sendable {
    /// In milliseconds since 1970.
    let time: Int64
    /// For the audit trail.
    let who: String
    let act: Act

    init(_ time: Int64, _ who: String, _ act: Act) {
        (self.time, self.who, self.act) = (time, who, act)
    }

    /// Campaigns are named by their titles.
    enum Act: Sendable {
        case launch(String), pause(String), resume(String), abort(String)
        /// Takes those whose answer was lost for accepted.
        case settle(String)
        /// Customers' programs write to some people each.
        case orders(day: Int)
        /// An edit, by its place in `SampleAudit.deeds`.
        case edit(Int)
    }

    /// All of them in the order of time, the same for the same scene.
    static func all(in scene: SampleScene, _ db: ReadTransaction) throws -> [SampleDeed] {
        var deeds = SampleOrders.deeds(in: scene) + SampleAudit(scene: scene).deedsToDo
        for campaign in SampleCampaign.list + SampleCampaign.today {
            deeds += campaign.deeds(in: scene, members: try members(of: campaign, scene, db))
        }
        return deeds.enumerated().sorted { ($0.1.time, $0.0) < ($1.1.time, $1.0) }.map(\.1)
    }

    private static func members(
        of campaign: SampleCampaign, _ scene: SampleScene, _ db: ReadTransaction
    ) throws -> Int {
        guard case .group(let name) = campaign.audience else { return 0 }
        return try Int.fetchOne(
            db,
            """
            SELECT member_count FROM grp WHERE account = \(scene.id(campaign.customer)) AND name = \(name)
            """) ?? 0
    }
}

extension SampleCampaign {
    /// What was done with it since it was made.
    ///
    /// - Parameter members: how many people are in its group, so that it can be stopped at a share of them.
    fileprivate func deeds(in scene: SampleScene, members: Int) -> [SampleDeed] {
        switch course {
        case .draft: return []
        case .short: return [launch(at: made(in: scene) + 900_000)]
        case .tomorrow: return [launch(at: scene.now - 300_000)]
        case .after: return [launch(at: scene.now - 240_000)]
        case .launched(let days, let ending):
            let start = scene.workday(days, title)
            let first = launch(at: start)
            let reached = { (share: Double) in
                start + Int64(share * Double(members) * SamplePlayer.pace * 1000)
            }
            switch ending {
            case .finished where isSMS:
                return [first, SampleDeed(start + 2_400_000, SampleAudit.kim, .settle(title))]
            case .finished, .running, .preparing: return [first]
            case .paused(let share):
                return [first, SampleDeed(reached(share), SampleAudit.ana, .pause(title))]
            case .resumed(let share, let days):
                return [
                    first, SampleDeed(reached(share), SampleAudit.ana, .pause(title)),
                    SampleDeed(
                        reached(share) + Int64(days * Double(SampleScene.day)), SampleAudit.ana,
                        .resume(title)),
                ]
            case .aborted(let share):
                return [first, SampleDeed(reached(share), SampleAudit.kim, .abort(title))]
            }
        }
    }

    private func launch(at time: Int64) -> SampleDeed { SampleDeed(time, SampleAudit.ana, .launch(title)) }
}
