import FoundationEssentials
import ServiceCore
import Store

/// Reads events in windows over any number of them, in the order of time.
struct EventQueries: Sendable {
    let connection: ConnectionID
    /// Some twenty milliseconds of looking.
    var stretch = 20_000

    static let newestFirst = RowOrder("time", ascending: false)

    /// Whom an event is about, as shown: the message's address, else the one it names, else the contact's.
    static let person = """
        coalesce((SELECT \(StoredAddress.shown("d")) FROM delivery d WHERE d.id = e.delivery),
        \(StoredAddress.shown("e")),
        (SELECT coalesce(\(StoredAddress.shownEmail("c")), c.phone) FROM contact c WHERE c.id = e.contact), '')
        """

    /// The same as it is known by.
    static let personKey = """
        coalesce((SELECT d.address FROM delivery d WHERE d.id = e.delivery), e.address,
        (SELECT coalesce(c.email, c.phone) FROM contact c WHERE c.id = e.contact), '')
        """

    /// Whether a single message's lost answer is its newest one, and nobody has decided; null of other events.
    ///
    /// - Parameter kind: the column of its kind, as the query wants it read.
    static func undecided(kind: String) -> String {
        """
        (SELECT d.state = \(StoredDeliveryState.unknown.rawValue) AND NOT EXISTS (SELECT 1 FROM event n
        WHERE n.delivery = e.delivery AND n.kind = \(EventKind.unknown.number) AND n.id > e.id)
        FROM delivery d WHERE d.id = e.delivery AND d.\(SingleLane.condition) AND \(kind) = \(EventKind.unknown.number))
        """
    }

    static func delivery(of native: String, in db: ReadTransaction) throws -> Int64? {
        guard let id = Int64(native) else { return nil }
        return try Int64.fetchOne(
            db, "SELECT delivery FROM event WHERE id = \(id) AND delivery IS NOT NULL")
    }

    func page(_ request: ListRequest, in db: ReadTransaction) throws -> ListPage<DeliveryEvent> {
        let order = request.sort ?? Self.newestFirst
        guard order.field == Self.newestFirst.field else {
            throw ServiceError(
                .unsupported, "Events are not sorted by “\(order.field)”.", hint: "Sort by time.")
        }
        let page = try window(request.filter, isAscending: order.isAscending, in: db).page(request)
        let seen = page.offset.map { $0 + page.ids.count }
        return ListPage(
            try events(page.ids, in: db), offset: page.offset,
            total: seen.map { page.hasMore ? .atLeast(page.isCut ? $0 : $0 + 1) : .exact($0) } ?? .unknown,
            hasMore: page.hasMore)
    }

    func count(_ filter: Filter, in db: ReadTransaction) throws -> Int {
        try window(filter, isAscending: false, in: db).count()
    }

    func find(_ native: String, in db: ReadTransaction) throws -> DeliveryEvent? {
        try Int64(native).flatMap { try events([$0], in: db).first }
    }

    func window(_ filter: Filter, isAscending: Bool, in db: ReadTransaction) throws -> KeysetWindow {
        let branches = try EventCondition(db: db, connection: connection).branches(of: filter)
        return KeysetWindow(
            db: db, source: "event e", key: "e.at", id: "e.id", isAscending: isAscending,
            branches: branches, stretch: filter.isEmpty || branches.count != 1 ? nil : stretch)
    }

    /// The events of these ids, in their order.
    func events(_ ids: [Int64], in db: ReadTransaction) throws -> [DeliveryEvent] {
        let rows = try SQLRow.fetchAll(
            db,
            """
            SELECT e.*, a.username, \(sql: Self.person) AS person, c.title AS campaign_title, b.uuid
            AS batch_uuid, l.url AS link_url,
            \(sql: Self.undecided(kind: "e.kind")) AS is_undecided
            FROM event e JOIN account a ON a.id = e.account LEFT JOIN campaign c ON c.id = e.campaign
            LEFT JOIN batch b ON b.id = e.batch LEFT JOIN link l ON l.id = e.link
            WHERE e.id IN (\(sql: ids.map(String.init).joined(separator: ", ")))
            """)
        let events = Dictionary(uniqueKeysWithValues: rows.map { ($0["id"] as Int64, event($0)) })
        return ids.compactMap { events[$0] }
    }

    private func event(_ row: SQLRow) -> DeliveryEvent {
        let kind = EventKind(number: row["kind"]) ?? .unknown
        var event = DeliveryEvent(
            id: ResourceID(connection, .event, String(row["id"] as Int64)), account: row["username"],
            person: row["person"], kind: kind, time: Date(storedTime: row["at"]))
        event.campaign = row["campaign_title"] ?? ""
        event.batch = row["batch_uuid"] ?? ""
        event.reply = row["detail"] ?? ""
        event.bounceType = kind == .bounceHard ? "hard" : kind == .bounceSoft ? "soft" : ""
        event.bounceRule = row["rule"] ?? ""
        event.link = row["link_url"] ?? ""
        event.ip = row["ip"] ?? ""
        event.agent = row["agent"] ?? ""
        event.isMachine = row["is_machine"]
        event.isUndecided = row["is_undecided"]
        return event
    }
}
