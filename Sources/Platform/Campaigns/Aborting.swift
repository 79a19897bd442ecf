import FoundationEssentials
import ServiceCore
import Store

/// Ends a launch for good: what waits is cancelled, what is under way still gets its answer.
enum Aborting {
    /// Cancels the first chunk at once, so that a small launch needs no engine; the engine cancels the rest.
    static func abort(_ id: Int64, at now: Date, by who: String, in db: WriteTransaction) throws {
        try CampaignState.set(id, .aborted, because: "aborted by \(who)", in: db)
        guard let launch = try LaunchRow.of(id, in: db) else { return }
        var transaction = DeliveryTransaction(db, now: now, source: "board")
        _ = try transaction.sweep(launch)
        try transaction.finish()
        try DeliveryTransaction.finish([launch], at: now, in: db)
    }
}
