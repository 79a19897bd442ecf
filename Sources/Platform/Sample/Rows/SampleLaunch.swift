import FoundationEssentials
import ServiceCore
import Store

/// A launch in the past, made by the engine's own transactions and then played up to now.
struct SampleLaunch {
    let scene: SampleScene
    let campaign: Int64
    let launched: Int64
    /// Milliseconds between two messages.
    let pace: Int64
    let ending: Ending
    /// How long after its arrival a message may still be read, in milliseconds.
    let reading: Int64
    let tracksOpens, tracksLinks: Bool

    enum Ending {
        /// Everything is sent; late readers may still come.
        case finished
        /// It goes on from here when an engine runs.
        case running
        /// Stopped by a person at this share of the audience.
        case paused(share: Double)
        case aborted(share: Double)
        /// Asked for a moment ago; no recipient is written yet.
        case preparing
    }

    func play(in db: WriteTransaction) throws {
        let start = Date(storedTime: launched)
        _ = try Launching.request(campaign, key: scene.uuid("launch \(campaign)"), at: start, in: db)
        if case .preparing = ending { return }
        try prepare(at: start, in: db)
        guard let launch = try LaunchRow.of(campaign, in: db) else { return }
        let end = try end(in: db)
        try SampleFates(scene: scene, play: self, launch: launch, end: end).write(in: db)
        try conclude(launch, end: end, in: db)
    }

    private func prepare(at start: Date, in db: WriteTransaction) throws {
        var isWhole = false
        while !isWhole, let launch = try LaunchRow.of(campaign, in: db) {
            var work = DeliveryTransaction(db, now: start, source: "sandbox")
            isWhole = try work.prepare(launch)
            try work.finish()
        }
    }

    /// When the last message went out.
    private func end(in db: ReadTransaction) throws -> Int64 {
        let waiting = try Int64.fetchOne(
            db, "SELECT count(*) FROM delivery WHERE lane = \(campaign) AND next_at IS NOT NULL")
        let whole = launched + 1_000 + (waiting ?? 0) * pace
        return switch ending {
        case .finished: .max
        case .running, .preparing: scene.now
        case .paused(let share), .aborted(let share): launched + Int64(Double(whole - launched) * share)
        }
    }

    private func conclude(_ launch: LaunchRow, end: Int64, in db: WriteTransaction) throws {
        let moment = Date(storedTime: end == .max ? scene.now : end)
        switch ending {
        case .running, .preparing: break
        case .paused:
            try CampaignState.set(campaign, .paused, because: "paused by ana@desk-1", in: db)
        case .aborted:
            try Aborting.abort(campaign, at: moment, by: "kim@desk-3", in: db)
        case .finished:
            let last =
                try Int64.fetchOne(db, "SELECT max(done_at) FROM sample_fate") ?? launched
            try DeliveryTransaction.finish([launch], at: Date(storedTime: last), in: db)
        }
        try db.execute("DELETE FROM sample_fate")
    }
}
