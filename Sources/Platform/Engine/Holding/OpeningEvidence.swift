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

/// What was handed over, held against what the database says of it.
struct HandOverBalance {
    /// Deliveries that it would send although that has been done.
    private(set) var waiting: [Int64] = []
    /// Those with numbers that it has not given yet.
    private(set) var missing: [Int64] = []

    var isEmpty: Bool { waiting.isEmpty && missing.isEmpty }

    /// - Parameter handedOver: by the transport's own record, each as often as it was.
    init(_ handedOver: [Int64], in db: ReadTransaction) throws {
        guard !handedOver.isEmpty else { return }
        let last = try Int64.fetchOne(db, SQL.dialect.lastID(of: "delivery")) ?? 0
        let counts = Dictionary(handedOver.map { ($0, 1) }, uniquingKeysWith: +)
        for (id, count) in counts.sorted(by: { $0.key < $1.key }) {
            if id > last {
                missing.append(id)
            } else if try Self.known(id, db).map({ $0 < count }) == true {
                waiting.append(id)
            }
        }
    }

    /// How many hand-overs of a message that waits are written down: it waits again after an answer that was lost.
    ///
    /// - Returns: nil where it does not wait, or was deleted.
    private static func known(_ id: Int64, _ db: ReadTransaction) throws -> Int? {
        try Int.fetchOne(
            db,
            cached: """
                SELECT (SELECT count(*) FROM event WHERE delivery = d.id AND kind IN (\
                \(sql: EventKind.accepted.number), \(sql: EventKind.unknown.number)))
                FROM delivery d WHERE d.id = \(id) AND d.next_at IS NOT NULL
                """)
    }
}
