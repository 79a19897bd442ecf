import ServiceCore
import Store

/// What of an account's e-mail has not ended and would go another way, where what names a relay for it names another one.
struct OpenSubmissions {
    /// Those that are not held.
    private(set) var launches: [LaunchRow] = []
    /// Of which single messages wait.
    private(set) var waiting: [Int64] = []
    private let owner: RelayOwnerRow
    private let target: Int64?

    /// - Parameter target: the way that they would go.
    init(_ owner: RelayOwnerRow, notGoingBy target: Int64?, in db: ReadTransaction) throws {
        (self.owner, self.target) = (owner, target)
        for launch in try LaunchRow.live(db) where launch.account == owner.account && launch.channel == .email
        {
            guard try isAffected(launch.message.from, launch.relay, in: db) else { continue }
            if try HeldLaunches.of(launch.campaign, in: db) == nil { launches.append(launch) }
        }
        for lane in SingleLane.all(try OwnRelay.ids(in: db)) where lane.channel == .email {
            waiting += try affected(
                "d.lane = \(lane.rawValue) AND d.\(sql: Predicate.deliveryWaiting)", in: db
            )
            .map(\.id)
        }
    }

    /// How many messages nobody knows the end of, which may have gone by the way before.
    func unknown(in db: ReadTransaction) throws -> Int {
        try affected("d.state = \(StoredDeliveryState.unknown.rawValue)", in: db).reduce(0) { $0 + $1.count }
    }

    /// How many single messages wait.
    func messages(in db: ReadTransaction) throws -> Int {
        try waiting.reduce(0) { sum, submission in
            sum
                + (try Int.fetchOne(
                    db,
                    cached: """
                        SELECT count(*) FROM delivery WHERE submission = \(submission) AND lane <= 0
                        AND \(sql: Predicate.deliveryWaiting)
                        """) ?? 0)
        }
    }

    /// The submissions of these rows, with how many each has of them.
    private func affected(
        _ condition: SQL, in db: ReadTransaction
    ) throws -> [(id: Int64, count: Int)] {
        let rows = try SQLRow.fetchAll(
            db,
            """
            SELECT u.id, u.sender, u.relay, count(*) FROM delivery d JOIN submission u ON u.id = d.submission
            JOIN batch b ON b.id = d.batch WHERE \(condition) AND b.account = \(owner.account)
            AND b.channel = \(Channel.email.rawValue) GROUP BY u.id, u.sender, u.relay ORDER BY u.id
            """)
        return try rows.filter { try isAffected($0[1], $0[2], in: db) }.map { ($0[0], $0[3]) }
    }

    private func isAffected(_ sender: String, _ relay: Int64?, in db: ReadTransaction) throws -> Bool {
        try relay != target && owner.decides(about: sender, in: db)
    }
}
