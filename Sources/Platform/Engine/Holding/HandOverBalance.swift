import ServiceCore
import Store

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
