import ServiceCore
import Store

/// Keeps an engine whose turn is over from writing: the lock may be lost without a word, the epoch is in the database.
enum EngineFence {
    static let lost = ServiceError(
        .conflict, "Another process has begun to run the delivery engine.",
        hint: "It goes on with what is queued; nothing else is needed.")

    /// - Throws: `lost` where the database names another epoch, the hold where there is one.
    static func check(_ epoch: Int, in db: ReadTransaction) throws {
        let current = try Int.fetchOne(db, cached: "SELECT epoch FROM engine WHERE id = 1")
        guard current == epoch else { throw lost }
        try EngineHold.refuse(in: db)
    }
}
