package import FoundationEssentials
package import ServiceCore
import Store

/// Sends what is queued: claims, hands over, records, and keeps schedules, limits and simulated answers.
///
/// One transaction records a batch's results and claims the next batch, so each message costs one share of one
/// commit. Everything is driven by `drain`, which works until nothing is due; waiting is the runner's part.
package actor DeliveryEngine {
    /// Messages in one claim at most.
    package static let largestClaim = 500
    /// Simulated answers given in one transaction at most.
    private static let largestAnswer = 1000

    let store: PlatformStore
    let transport: any Transport
    /// What events name as their source.
    private let name: String
    private let record: (any HandOverRecord)?
    let journal: InFlightJournal
    let archive: ArchiveWriter
    private let epoch: Int
    let clock: @Sendable () -> Date
    private let conduct: DeliveryTransaction.Conduct
    private let chunkSize: Int
    private let claimLimit: Int
    private let leavesLater: Bool
    private var isStopping = false
    /// The time of the newest step.
    private var seen: Date?
    /// What was claimed and answered and is not in the database yet.
    var results: [SubmissionResult] = []
    var writing: MailWriting
    private var hours: [Int64: Int] = [:]
    /// The newest delivery that stands in the database's own file, not in its log alone.
    private var settled: Int64 = 0

    /// - Parameters:
    ///   - claimLimit: messages in one claim at most, where the transport would take more.
    ///   - leavesLater: leaves what was launched at a time that its clock has not reached to another engine.
    package init(
        store: PlatformStore, transport: PlatformTransport, epoch: Int,
        bounces: BounceRules = BounceRules(), chunkSize: Int = 20_000, claimLimit: Int = largestClaim,
        leavesLater: Bool = false, clock: @escaping @Sendable () -> Date
    ) throws(ServiceError) {
        self.store = store
        self.transport = try transport.open(store.directory, clock)
        name = transport.description.name
        record = transport.record?(store.directory)
        self.epoch = epoch
        self.clock = clock
        self.chunkSize = chunkSize
        self.claimLimit = claimLimit
        self.leavesLater = leavesLater
        journal = try InFlightJournal(store.directory.journal) {
            [pool = store.pool] () throws(ServiceError) in
            try pool.checkFiles()
        }
        archive = ArchiveWriter(store.directory)
        writing = MailWriting(needsMail: transport.needsMail)
        conduct = transport.conduct(bounces)
    }

    /// Settles what an earlier engine left claimed; must run before the first `drain`.
    package func recover(machineRestarted: Bool = false) async throws(ServiceError) {
        let (epoch, conduct, now, name) = (epoch, conduct, clock(), name)
        let orphans = try await store.read { db in try DeliveryTransaction.orphans(db, before: epoch) }
        let phases = journal.phases()
        let taken = orphans.isEmpty ? [] : try record?.recentDeliveries()
        let kept = orphans.isEmpty ? [:] : ArchiveReader(store.directory).handedOver()
        let decisions = Dictionary(
            uniqueKeysWithValues: orphans.map { id in
                let wasTaken = taken.map { $0.contains(id) }
                return (
                    id,
                    RecoveryDecision(
                        phase: phases[id], wasTaken: wasTaken, machineRestarted: machineRestarted)
                )
            })
        try await store.write { db in
            try EngineFence.check(epoch, in: db)
            if !decisions.isEmpty {
                var transaction = DeliveryTransaction(db, now: now, source: name, rules: conduct.rules)
                try transaction.recover(decisions, kept, conduct)
                try transaction.finish()
            }
            try DeliveryTransaction.clearReservations(db)
        }
        journal.clear()
    }

    /// Works until nothing is due any more.
    ///
    /// - Returns: when the next thing is due by itself, nil where only a change can bring work.
    package func drain() async throws(ServiceError) -> Date? {
        while true {
            let outcome = try await step()
            if !outcome.messages.isEmpty {
                try await submit(outcome)
            } else if !outcome.hasMore {
                return outcome.nextDue
            } else if isStopping {
                return nil
            }
        }
    }

    /// Has a launch stand in the database's own file before the first of its messages leaves: where the log is lost, what
    /// was handed over is known of.
    func settle(_ messages: [OutgoingMessage]) async {
        let newest = messages.lazy.filter(\.isOfLaunch).map(\.delivery).max() ?? 0
        if newest > settled { settled = await store.emptyLog() ?? settled }
    }

    /// Lets the batch under way be recorded, then `drain` returns without claiming another.
    package func stop() { isStopping = true }

    /// One transaction: the results at hand, what is due, the next claim.
    package func step() async throws(ServiceError) -> StepOutcome {
        let step = EngineStep(
            now: clock(), before: seen, epoch: epoch, source: name, conduct: conduct, results: results,
            hours: hours,
            claimSize: isStopping ? 0 : min(claimLimit, transport.claimSize), answerSize: Self.largestAnswer,
            chunkSize: chunkSize, leavesLater: leavesLater)
        let outcome = try await store.write { db in try step.run(in: db) }
        seen = step.now
        // The database knows these now; not before the commit.
        (results, hours) = ([], outcome.hours)
        journal.clear()
        return outcome
    }
}
