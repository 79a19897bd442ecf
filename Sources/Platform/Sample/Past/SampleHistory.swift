import Foundation
import ServiceCore
import Store

/// What of the sample's past is still to be played; it stands in the database until all of it is.
struct SampleHistory: Codable, Sendable {
    /// When the sample was made, in milliseconds since 1970: where its past ends.
    let now: Int64
    let seed: Int
    /// How many of its deeds are done.
    var done = 0
    /// How many there are; nil before the first is done.
    var total: Int?

    /// - Returns: nil where the past is played, or there never was one.
    static func current(in db: ReadTransaction) throws -> SampleHistory? {
        try MetaKey.samplePast.value(in: db).flatMap { try? JSONText.read($0) }
    }

    var progress: SampleProgress { SampleProgress(.history, done: done, total: total ?? 0) }

    func save(in db: WriteTransaction) throws {
        try MetaKey.samplePast.set(try JSONText.text(self), in: db)
    }
}

/// The past as it is to be played from where it was left.
struct SamplePast: Sendable {
    let history: SampleHistory
    let scene: SampleScene
    /// In the order of time; the last one leaves its launch to the engine of the present.
    let deeds: [SampleDeed]
    /// When the engine wrote last, or the last deed was done.
    let start: Date

    init?(_ vault: Vault, in db: ReadTransaction) throws {
        guard let history = try SampleHistory.current(in: db) else { return nil }
        self.history = history
        scene = try SampleScene(history, vault: vault, in: db)
        deeds = try SampleDeed.all(in: scene, db)
        let last = deeds.prefix(history.done).last.map { Date(storedTime: $0.time) }
        let seen = try ClockStep.lastSeen(db)
        start = [last, seen].compactMap { $0 }.max() ?? Date(storedTime: deeds.first?.time ?? history.now)
    }

    /// Up to a minute ago recipients take hours to read, and retries wait as they would at a relay; what is under way now
    /// goes on at the pace at which the sandbox goes on with it.
    func isRecent(_ deed: SampleDeed) -> Bool { deed.time > history.now - 60_000 }

    /// Keeps that so many deeds are done, in the transaction of the last of them.
    func save(done: Int, in db: WriteTransaction) throws {
        guard done < deeds.count else { return try MetaKey.samplePast.set(nil, in: db) }
        var history = history
        (history.done, history.total) = (done, deeds.count)
        try history.save(in: db)
    }
}
