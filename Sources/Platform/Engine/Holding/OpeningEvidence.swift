import Foundation
import ServiceCore
import Store

/// What stands beside a database before SQLite opens it, and may show that it went back in time.
///
/// Afterwards it is too late to look: opening makes a new write-ahead log where one was lost.
struct OpeningEvidence {
    private let transport: PlatformTransport
    private let record: (any HandOverRecord)?
    private let mark: CommitNumber
    private let comesAfterCrash: Bool
    private let isCopy: Bool
    private let hasLog: Bool
    private let hasSharedMemory: Bool
    private let recent: [Int64]

    init(
        _ directory: DataDirectory, _ transport: PlatformTransport, _ session: SessionMark
    ) throws(ServiceError) {
        self.transport = transport
        record = transport.record?(directory)
        mark = CommitMark.number(in: directory.files)
        comesAfterCrash = session.comesAfterCrash
        isCopy = session.comesFromAnother
        hasLog = FileManager.default.fileExists(atPath: directory.files.writeAheadLog.path)
        hasSharedMemory = FileManager.default.fileExists(atPath: directory.files.sharedMemory.path)
        recent = try record?.newestDeliveries() ?? []
    }

    /// What the database must be held for; nil where nothing speaks against it.
    func hold(at now: Date, in db: ReadTransaction) throws -> EngineHold? {
        let isOlder = try CommitNumber(of: db).isBefore(mark)
        var reasons: [EngineHold.Reason] = []
        if isOlder { reasons.append(.olderThanMark) }
        // Another program that reads the file and closes it takes log and shared memory away and loses nothing.
        if comesAfterCrash, !hasLog, isOlder || hasSharedMemory { reasons.insert(.logLost, at: 0) }
        if try !HandOverBalance(recent, in: db).isEmpty { reasons.append(.olderThanRecord) }
        if isCopy, try Self.hasWork(db) { reasons.append(.copied) }
        guard !reasons.isEmpty else { return nil }
        let balance = try HandOverBalance(record?.deliveries() ?? [], in: db)
        return EngineHold(
            reasons: reasons, since: now.storedTime, waiting: balance.waiting.count,
            missing: balance.missing.count, transport: transport.description.name)
    }

    /// Whether an engine would send something that another one may be sending, too.
    private static func hasWork(_ db: ReadTransaction) throws -> Bool {
        if try !DeliveryTransaction.unfinished(db).isEmpty { return true }
        return try Bool.fetchOne(
            db, "SELECT EXISTS (SELECT 1 FROM delivery WHERE \(sql: Predicate.deliveryClaimed))") == true
    }
}
