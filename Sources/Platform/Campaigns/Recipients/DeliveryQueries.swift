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
        try deliveries([id], in: db).first
    }

    /// One window of a launch's recipients.
    func page(
        _ request: ListRequest, batch: Int64, campaign: Int64, in db: ReadTransaction
    ) throws -> ListPage<Delivery> {
        let total = try count(request.filter, batch: batch, campaign: campaign, in: db)
        var request = request
        if case .end = request.position { request.position = .offset(max(0, total - request.limit)) }
        let window = try window(
            request.filter, batch: batch, campaign: campaign, isAscending: request.sort?.isAscending ?? true,
            in: db)
        let page = try window.page(request)
        return ListPage(
            try deliveries(page.ids, in: db), offset: page.offset, total: .exact(total),
            hasMore: page.hasMore)
    }

    /// From the counters where nothing or states alone are asked for, else by looking at the rows.
    func count(_ filter: Filter, batch: Int64, campaign: Int64, in db: ReadTransaction) throws -> Int {
        if filter.isEmpty {
            return try CampaignState.parts(of: campaign, in: db).values.reduce(0, +)
        }
        return try window(filter, batch: batch, campaign: campaign, isAscending: true, in: db).count()
    }

    private func window(
        _ filter: Filter, batch: Int64, campaign: Int64, isAscending: Bool, in db: ReadTransaction
    ) throws -> KeysetWindow {
        let ofBatch: SQL = "d.batch = \(sql: batch)"
        let condition = try DeliveryCondition(campaign: campaign).condition(filter)
        return KeysetWindow(
            db: db, source: "delivery d", key: "d.state", id: "d.id", isAscending: isAscending,
            branches: [filter.isEmpty ? ofBatch : ofBatch.and(condition)])
    }

    /// The recipients of these ids, in their order.
    private func deliveries(_ ids: [Int64], in db: ReadTransaction) throws -> [Delivery] {
        let rows = try SQLRow.fetchAll(
            db,
            "\(sql: Self.columns) \(sql: Self.joins) WHERE d.id IN (\(sql: ids.map(String.init).joined(separator: ", ")))"
        )
        var deliveries = Dictionary(uniqueKeysWithValues: rows.map { ($0[0] as Int64, delivery($0)) })
        try DeliveryHappenings.tell(ids, to: &deliveries, in: db)
        return ids.compactMap { deliveries[$0] }
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
