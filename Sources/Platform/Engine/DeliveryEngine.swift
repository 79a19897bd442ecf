package import FoundationEssentials
package import ServiceCore
import Store

/// Sends what is queued: claims, hands over, records, and keeps schedules, limits and simulated answers.
///
/// One transaction records the answers at hand and claims as much as there is room for, so each message costs one share of
/// one commit. What is claimed is handed over beside it: a message that waits long for its answer takes room, and holds up
/// nothing else. `work` does what is due now; waiting is the runner's part.
package actor DeliveryEngine {
    /// Messages in one claim at most.
    package static let largestClaim = 500
    /// Simulated answers given in one transaction at most.
    private static let largestAnswer = 1000

    let store: PlatformStore
    let transport: any Transport
    /// Those that the transport is made of.
    private let parts: [any Transport]
    /// What events name as their source.
    private let name: String
    private let nameOfWay: [MessageWay: String]
    private let record: (any HandOverRecord)?
    let journal: InFlightJournal
    let archive: ArchiveWriter
    private let epoch: Int
    let clock: @Sendable () -> Date
    private let conduct: DeliveryTransaction.Conduct
    private let chunkSize: Int
    private let firstChunkSize: Int
    private let claimLimit: Int
    private let leavesLater: Bool
    private var isStopping = false
    /// The time of the newest step.
    private var seen: Date?
    /// Answers that a transaction has failed to record, or that never went to the transport.
    var results: [SubmissionResult] = []
    let underWay: UnderWay
    /// What hands over now.
    var handOvers: [Int: Task<Void, Never>] = [:]
    private var handedOver = 0
    var writing: MailWriting
    /// Submissions of the last claim, whose links are rows where they are to be.
    var linked: Set<Int64> = []
    private var hours: [Int64: Int] = [:]
    private var notes = TransportNotes()
    private var policy = PolicyGauge()
    /// The newest delivery that stands in the database's own file, not in its log alone.
    private var settled: Int64 = 0

    /// - Parameters:
    ///   - claimLimit: messages in one claim at most, where the transport would take more.
    ///   - leavesLater: leaves what was launched at a time that its clock has not reached to another engine.
    ///   - wake: is called when there are answers to be recorded, which `work` does.
    package init(
        store: PlatformStore, transport: PlatformTransport, epoch: Int,
        bounces: BounceRules = BounceRules(), chunkSize: Int = DeliveryTransaction.chunkSize,
        firstChunkSize: Int = DeliveryTransaction.firstChunkSize, claimLimit: Int = largestClaim,
        leavesLater: Bool = false, wake: @escaping @Sendable () -> Void = {},
        clock: @escaping @Sendable () -> Date
    ) throws(ServiceError) {
        self.store = store
        let opened = try transport.open(store.directory, clock)
        (self.transport, parts) = (opened, opened.parts)
        name = transport.description.name
        nameOfWay = transport.ofWay.mapValues(\.name)
        record = transport.record?(store.directory)
        self.epoch = epoch
        self.clock = clock
        self.chunkSize = chunkSize
        self.firstChunkSize = firstChunkSize
        self.claimLimit = claimLimit
        self.leavesLater = leavesLater
        underWay = UnderWay(wake: wake)
        journal = try InFlightJournal(store.directory.journal) {
            [pool = store.pool] () throws(ServiceError) in
            try pool.checkFilesOften()
        }
        archive = ArchiveWriter(store.directory)
        writing = MailWriting(needsMail: transport.needsMail, vault: store.vault)
        writing.needsTexts = transport.needsTexts
        conduct = transport.conduct(bounces)
    }

    /// Settles what an earlier engine left claimed; must run before the first `drain`.
    package func recover(machineRestarted: Bool = false) async throws(ServiceError) {
        let (epoch, conduct, now, name, nameOfWay) = (epoch, conduct, clock(), name, nameOfWay)
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
                transaction.sourceOfWay = nameOfWay
                try transaction.recover(decisions, kept, conduct)
                try transaction.finish()
            }
            try DeliveryTransaction.clearReservations(db)
        }
        journal.clear()
    }

    /// Works until nothing is due and nothing is under way any more.
    ///
    /// - Returns: when the next thing is due by itself, nil where only a change can bring work.
    package func drain() async throws(ServiceError) -> Date? {
        while true {
            let next = try await work()
            guard underWay.count > 0 else { return next }
            await underWay.next()
        }
    }

    /// Records what was answered and hands over what is due, as far as there is room.
    ///
    /// - Returns: when the next thing is due by itself, nil where only a change or an answer can bring work.
    package func work() async throws(ServiceError) -> Date? {
        while true {
            let outcome = try await step()
            if !outcome.messages.isEmpty { try await handOver(outcome) }
            let rooms = parts.map(room)
            // What was given back is released at once; what the step had no room for is claimed where there is some by now.
            let mayClaim = zip(rooms, outcome.claims).contains { $0 > 0 && ($1.hasClaimed || !$1.hadRoom) }
            if !results.isEmpty || !isStopping && (outcome.hasMore || mayClaim) { continue }
            let rows = zip(rooms, outcome.claims).filter { $0.0 > 0 }.map(\.1.nextRow)
            let rests = zip(rooms, parts).filter { $0.0 == 0 }.map(\.1.rest?.until)
            return (rows + rests + [outcome.nextEvent]).compactMap { $0 }.min()
        }
    }

    /// Messages that a part of the transport may be given now.
    private func room(_ part: any Transport) -> Int {
        if isStopping || part.rest != nil { return 0 }
        // Only e-mail is written out in memory.
        if part.scope.channels.contains(.email), underWay.bytes >= writing.most { return 0 }
        return max(0, min(claimLimit, part.claimSize) - underWay.count(of: part.scope))
    }

    /// Why nothing at all is handed over at the moment; nil where anything is.
    package var trouble: ServiceError? {
        let rests = parts.map(\.rest)
        return rests.contains { $0 == nil } ? nil : rests.first??.why
    }

    /// Why no message of a way is handed over at the moment; nil where they are.
    nonisolated func trouble(of way: MessageWay) -> ServiceError? {
        parts.first { $0.scope.takes(way) }?.rest?.why
    }

    /// How the transport stands now.
    nonisolated var figures: [TransportFigures] { transport.figures }

    /// Whether nothing is at the transport.
    package var isIdle: Bool { underWay.count == 0 }

    func nextHandOver() -> Int {
        handedOver += 1
        return handedOver
    }

    func forget(_ handOver: Int) { handOvers[handOver] = nil }

    /// Has a launch stand in the database's own file before the first of its messages leaves: where the log is lost, what
    /// was handed over is known of.
    func settle(_ messages: [OutgoingMessage]) async {
        let newest = messages.lazy.filter(\.isOfLaunch).map(\.delivery).max() ?? 0
        if newest > settled { settled = await store.emptyLog() ?? settled }
    }

    /// Claims nothing more; what is under way is answered soon and recorded by `drain`, what has not begun goes back.
    package func stop() {
        isStopping = true
        for task in handOvers.values { task.cancel() }
    }

    /// The same where nothing can be recorded any more; ends when nothing is handed over either.
    package func abandon() async {
        stop()
        for task in handOvers.values { await task.value }
    }

    /// One transaction: the answers at hand, what is due, the next claim.
    package func step() async throws(ServiceError) -> StepOutcome {
        results += underWay.take()
        let step = EngineStep(
            now: clock(), before: seen, epoch: epoch, source: name,
            sourceOfWay: nameOfWay, conduct: conduct, results: results,
            hours: hours, rooms: parts.map { .init($0.scope, room($0)) }, answerSize: Self.largestAnswer,
            chunkSize: chunkSize, firstChunkSize: firstChunkSize, leavesLater: leavesLater,
            vault: store.vault, policy: policy,
            note: notes.due(transport.figures, at: clock(), isIdle: underWay.count == 0))
        var outcome: StepOutcome
        do throws(ServiceError) {
            outcome = try await store.write { db in try step.run(in: db) }
        } catch {
            // What cannot be recorded is not handed over.
            journal.hold(error)
            throw error
        }
        journal.hold(nil)
        if let note = step.note { notes.keep(note) }
        policy = outcome.policy
        seen = step.now
        // The database knows these now; not before the commit.
        journal.settle(results.map(\.delivery))
        for result in results { hours[result.delivery] = nil }
        results = []
        hours.merge(outcome.hours) { $1 }
        return outcome
    }
}
