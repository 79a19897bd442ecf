import FoundationEssentials
import ServiceCore
import Store

/// The recipients of launches, in the order of their state; windows come from the index on batch and state.
struct DeliveryQueries: Sendable {
    let connection: ConnectionID

    private static let columns = """
        SELECT d.id, a.username, coalesce(c.title, b.trace, ''), \(StoredAddress.shown("d")), d.state, coalesce(d.reason, d.reply, ''),
        d.attempts, d.next_at, d.changed_at
        """
    private static let joins = """
        FROM delivery d JOIN batch b ON b.id = d.batch JOIN account a ON a.id = b.account
        LEFT JOIN campaign c ON c.id = b.campaign
        """

    func find(_ id: Int64, in db: ReadTransaction) throws -> Delivery? {
        try SQLRow.fetchOne(db, "\(sql: Self.columns) \(sql: Self.joins) WHERE d.id = \(id)").map(
            delivery)
    }

    /// One window of a launch's recipients.
    func page(
        _ request: ListRequest, batch: Int64, campaign: Int64, in db: ReadTransaction
    ) throws -> ListPage<Delivery> {
        let condition = try DeliveryCondition(request.filter)
        let isAscending = request.sort?.isAscending ?? true
        let total = try count(request.filter, batch: batch, campaign: campaign, in: db)
        var place: SQL = "d.batch = \(sql: batch)\(condition.sql)"
        var (isForward, offset, limit) = (true, 0, request.limit)
        switch request.position {
        case .start: break
        case .end:
            offset = max(0, total - request.limit)
        case .offset(let start): offset = max(0, start)
        case .after(let id), .before(let id):
            if case .before = request.position { isForward = false }
            let key = try key(of: id, in: db)
            place +=
                " AND (d.state, d.id) \(sql: isForward == isAscending ? ">" : "<") (\(key.state), \(key.id))"
            limit += 1
        }
        let way = isForward == isAscending ? "ASC" : "DESC"
        let rows = try SQLRow.fetchAll(
            db,
            """
            \(sql: Self.columns) \(sql: Self.joins) WHERE \(place) ORDER BY d.state \(sql: way), d.id \(sql: way)
            LIMIT \(sql: limit) OFFSET \(sql: offset)
            """)
        return window(rows, request, total: total, offset: offset, isForward: isForward)
    }

    private func window(
        _ rows: [SQLRow], _ request: ListRequest, total: Int, offset: Int, isForward: Bool
    ) -> ListPage<Delivery> {
        let items = rows.prefix(request.limit).map(delivery)
        switch request.position {
        case .start, .end, .offset:
            return ListPage(
                items, offset: offset, total: .exact(total), hasMore: offset + items.count < total)
        case .after:
            return ListPage(items, total: .exact(total), hasMore: rows.count > request.limit)
        case .before:
            return ListPage(isForward ? items : items.reversed(), total: .exact(total), hasMore: true)
        }
    }

    /// From the counters where nothing or states alone are asked for, else by looking at the rows.
    func count(_ filter: Filter, batch: Int64, campaign: Int64, in db: ReadTransaction) throws -> Int {
        if filter.isEmpty {
            return try CampaignState.parts(of: campaign, in: db).values.reduce(0, +)
        }
        let condition = try DeliveryCondition(filter)
        return try Int.fetchOne(
            db,
            "SELECT count(*) FROM delivery d WHERE d.batch = \(sql: batch)\(condition.sql)") ?? 0
    }

    private func key(of id: ResourceID, in db: ReadTransaction) throws -> (state: Int, id: Int64) {
        let row = try SQLRow.fetchOne(db, "SELECT state, id FROM delivery WHERE id = \(Int64(id.native))")
        guard let row else {
            throw ServiceError(.notFound, "The row to continue from is gone.", hint: "Refresh the list.")
        }
        return (row[0], row[1])
    }

    private func delivery(_ row: SQLRow) -> Delivery {
        let state = StoredDeliveryState(rawValue: row[4]) ?? .unknown
        var delivery = Delivery(
            id: ResourceID(connection, .delivery, String(row[0] as Int64)), account: row[1], campaign: row[2],
            address: row[3], state: state.part)
        delivery.reply = row[5]
        delivery.attempts = row[6]
        delivery.nextAttempt = (row[7] as Int64?).flatMap { $0 > 0 ? Date(storedTime: $0) : nil }
        delivery.changed = Date(storedTime: row[8])
        return delivery
    }
}
