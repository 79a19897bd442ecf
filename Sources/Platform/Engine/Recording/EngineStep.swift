package import FoundationEssentials
import ServiceCore
import Store

/// The engine's one kind of transaction: results, answers, whole launches, then the next claim.
struct EngineStep: Sendable {
    let now: Date
    /// The time of the step before, nil for the first of a process.
    let before: Date?
    let epoch: Int
    let source: String
    var sourceOfWay: [MessageWay: String] = [:]
    let conduct: DeliveryTransaction.Conduct
    let results: [SubmissionResult]
    let hours: [Int64: Int]
    /// For each part of the transport what it may be given.
    let rooms: [ClaimRoom]
    let answerSize: Int
    let chunkSize: Int
    let firstChunkSize: Int
    let leavesLater: Bool
    let vault: Vault
    /// What the steps before have heard of each launch.
    var policy = PolicyGauge()
    /// How the transport stands, where other processes are to be told of it.
    var note: [TransportFigures]?

    /// - Throws: `EngineFence.lost` where another engine has begun meanwhile; nothing is recorded or claimed then.
    func run(in db: WriteTransaction) throws -> StepOutcome {
        try EngineFence.check(epoch, in: db)
        if ClockStep.isBack(now, since: try before ?? ClockStep.lastSeen(db)) {
            try ClockStep.goBack(to: now, in: db)
        }
        var work = DeliveryTransaction(db, now: now, source: source, rules: conduct.rules)
        work.sourceOfWay = sourceOfWay
        work.policy = policy
        var outcome = StepOutcome()
        try work.record(results, hours: hours, conduct)
        outcome.hasMore = try work.giveAnswers(limit: answerSize, seed: conduct.seed) == answerSize
        let hasMoreToPrepare = try advance(&work)
        outcome.hasMore = outcome.hasMore || hasMoreToPrepare
        // The gauges read what the results and the limits of this transaction have become.
        try work.limits.write(to: db)
        work.limits = LimitDeltas()
        let lanes = try claim(&work, &outcome)
        try work.finish()
        if let note { try TransportNotes.write(note, in: db) }
        let live = try LaunchRow.live(db)
        let paused = try work.policy.pause(live, at: now, in: db)
        outcome.policy = work.policy
        let going = live.filter { $0.state.isActive && !paused.contains($0.campaign) }
        try LaunchRails.check(
            going.filter { work.deltas.campaigns.contains($0.campaign) }, at: now, in: db)
        try DeliveryTransaction.finish(
            live.filter { work.deltas.campaigns.contains($0.campaign) || $0.isPrepared }, at: now, in: db)
        for (place, lanes) in lanes.enumerated() {
            outcome.claims[place].nextRow = try DeliveryTransaction.nextDue(db, lanes: lanes)
        }
        outcome.nextEvent = try nextEvent(live, outcome.nextEvent, db)
        return outcome
    }

    /// Starts, prepares and sweeps launches, at most one chunk of rows in a transaction.
    ///
    /// - Returns: whether there is more of that at once.
    private func advance(_ work: inout DeliveryTransaction) throws -> Bool {
        var hasWorked = false
        for launch in try LaunchRow.live(work.db) where !leavesLater || launch.launched <= now.storedTime {
            switch launch.state {
            case .scheduled:
                guard let start = launch.startAt, start <= now else { continue }
                try work.attempt(launch) { try $0.start(launch) }
                hasWorked = true
            case .paused: continue
            case .aborted:
                if try !hasWorked && work.sweep(launch, limit: chunkSize) > 0 { hasWorked = true }
            default:
                guard !hasWorked else { continue }
                if !launch.isPrepared {
                    let size = launch.preparedThrough == nil ? firstChunkSize : chunkSize
                    try work.attempt(launch) { _ = try $0.prepare(launch, size: size) }
                    hasWorked = true
                } else if let requeue = try Requeue.of(launch.campaign, in: work.db) {
                    try work.attempt(launch) { try $0.sendAgain(launch, requeue) }
                    hasWorked = true
                }
            }
        }
        return hasWorked
    }

    /// - Returns: for each room the lanes whose rows may be claimed when their time comes.
    private func claim(_ work: inout DeliveryTransaction, _ outcome: inout StepOutcome) throws -> [[Int64]] {
        let live = try LaunchRow.live(work.db).filter { $0.state.isActive }
        var claim = try Claim(MessageIDs(vault, in: work.db), epoch: epoch, at: now, in: work.db)
        let relays = try OwnRelay.ids(in: work.db)
        var lanes: [[Int64]] = []
        for room in rooms {
            // Rows that there is no room for are asked for again when there is.
            let own = room.size > 0 ? room.lanes(live, relays) : []
            let handled = try work.claim(&claim, lanes: own, limit: room.size)
            outcome.claims.append(.init(hadRoom: room.size > 0, hasClaimed: handled > 0))
            lanes.append(own)
        }
        (outcome.messages, outcome.hours) = (claim.messages, claim.hours)
        outcome.nextEvent = claim.heldUntil
        return lanes.map { $0.filter { !claim.heldLanes.contains($0) } }
    }

    private func nextEvent(_ live: [LaunchRow], _ held: Date?, _ db: ReadTransaction) throws -> Date? {
        let starts = live.filter { $0.state == .scheduled }.compactMap(\.startAt)
        let answers = try DeliveryTransaction.nextAnswer(db)
        return (starts + [answers, held].compactMap { $0 }).min()
    }
}

/// What one transaction of the engine took and found.
package struct StepOutcome: Sendable {
    /// Claimed, and committed as such: to be handed over now.
    package var messages: [OutgoingMessage] = []
    /// The hour bucket in which each has its place.
    var hours: [Int64: Int] = [:]
    /// Whether another step would find something to do at once, claims aside.
    package var hasMore = false
    /// What each part of the transport took, in their order.
    var claims: [PartClaim] = []
    /// What it and those before it have heard of each launch.
    var policy = PolicyGauge()
    /// When anything else is due by itself.
    var nextEvent: Date?

    /// When the next thing is due by itself.
    package var nextDue: Date? { (claims.map(\.nextRow) + [nextEvent]).compactMap { $0 }.min() }

    /// Whether rows were due, so that more may be.
    package var hasClaimed: Bool { claims.contains(where: \.hasClaimed) }

    /// What one part of the transport took.
    struct PartClaim: Sendable {
        /// Whether anything could be claimed.
        let hadRoom: Bool
        let hasClaimed: Bool
        /// When the next row may be claimed.
        var nextRow: Date?
    }
}

/// How many messages of which ways may be claimed together.
struct ClaimRoom: Sendable {
    let scope: TransportScope
    /// 0 claims nothing.
    let size: Int

    init(_ scope: TransportScope, _ size: Int) { (self.scope, self.size) = (scope, size) }

    /// In which rows of these ways wait, single messages first.
    ///
    /// - Parameter relays: those that senders name for themselves.
    func lanes(_ live: [LaunchRow], _ relays: [Int64]) -> [Int64] {
        SingleLane.all(relays).filter { scope.takes($0.way) }.map(\.rawValue)
            + live.filter { scope.takes($0.way) }.map(\.campaign)
    }
}

extension ClockStep {
    /// The time at which an engine wrote last, as far as is known.
    static func lastSeen(_ db: ReadTransaction) throws -> Date? {
        try Int64.fetchOne(db, cached: "SELECT at FROM event ORDER BY id DESC LIMIT 1")
            .map { Date(storedTime: $0) }
    }

    /// Begins the waits of deliveries and of simulated answers anew.
    static func goBack(to now: Date, in db: WriteTransaction) throws {
        let time = now.storedTime
        // First, while the deliveries still tell when they were accepted.
        try db.execute(
            """
            UPDATE OR REPLACE simulated_answer SET due_at = \(time) + max(0, due_at - (
            SELECT changed_at FROM delivery d WHERE d.id = simulated_answer.delivery))
            WHERE due_at > \(time) AND EXISTS (SELECT 1 FROM delivery d
            WHERE d.id = simulated_answer.delivery AND d.changed_at > \(time))
            """)
        try db.execute(
            """
            UPDATE delivery SET next_at = \(time) + max(0, next_at - changed_at), changed_at = \(time)
            WHERE next_at IS NOT NULL AND changed_at > \(time)
            """)
    }

}
