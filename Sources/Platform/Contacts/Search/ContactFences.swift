import Store

/// Places that part an order into up to 256 stretches of equal length, so that a search can skip the stretches
/// in which nobody passes.
///
/// They stay where they are when contacts come, go and change; a contact's stretch follows from its key alone.
struct ContactFences: Sendable {
    /// The orders whose keys change by edits only. Events would make blocks stale all the time.
    static let orders = [ContactOrder.Key.email, .name]
    static let stretches = 256

    /// The last place of each stretch but the last one.
    let places: [ContactPlace]

    /// The stretch that a place lies in.
    func rank(of place: ContactPlace) -> UInt8 {
        var (low, high) = (0, places.count)
        while low < high {
            let middle = (low + high) / 2
            if places[middle] < place { low = middle + 1 } else { high = middle }
        }
        return UInt8(low)
    }

    /// The parts of an order after a place that lie in marked stretches.
    func stretches(
        where isMarked: [Bool], after place: ContactPlace?, _ order: ContactOrder
    ) -> [SQL] {
        let marked = (0...places.count).filter { isMarked[$0] }.map(span)
        let fenced = order.isAscending ? marked : marked.reversed()
        return order.spans(after: place).flatMap { span in
            fenced.flatMap { order.parts(of: $0.intersection(span)) }
        }
    }

    private func span(_ rank: Int) -> ContactSpan {
        ContactSpan(
            low: rank == 0 ? nil : places[rank - 1], high: rank == places.count ? nil : places[rank])
    }

    static func load(_ key: ContactOrder.Key, in db: ReadTransaction) throws -> ContactFences {
        let rows = try SQLRow.fetchAll(
            db,
            cached: "SELECT sort_key, contact FROM contact_fence WHERE sort = \(key.rawValue) ORDER BY place")
        return ContactFences(places: rows.map { ContactPlace(key: $0[0], id: $0[1]) })
    }

    static func loadAll(in db: ReadTransaction) throws -> [ContactFences] {
        try orders.map { try load($0, in: db) }
    }

    /// Sets the fences of an order anew and tells each contact's stretch.
    ///
    /// - Returns: the stretch by contact id.
    static func rebuild(_ key: ContactOrder.Key, highestID: Int64, in db: WriteTransaction) throws -> [UInt8]
    {
        let order = ContactOrder(key, isAscending: true)
        let count = try Int.fetchOne(db, "SELECT count(*) FROM contact") ?? 0
        let length = max(1, (count + stretches - 1) / stretches)
        var ranks = [UInt8](repeating: 0, count: Int(highestID) + 1)
        var ends: [Int64] = []
        let ids = try Int64.fetchCursor(
            db, "SELECT c.id FROM \(sql: order.source) ORDER BY \(sql: order.orderBy)")
        var position = 0
        while let id = try ids.next() {
            ranks[Int(id)] = UInt8(position / length)
            position += 1
            if position % length == 0, position < count { ends.append(id) }
        }
        try save(key, ends, order, in: db)
        return ranks
    }

    private static func save(
        _ key: ContactOrder.Key, _ ends: [Int64], _ order: ContactOrder, in db: WriteTransaction
    ) throws {
        try db.execute("DELETE FROM contact_fence WHERE sort = \(key.rawValue)")
        for (place, id) in ends.enumerated() {
            try db.execute(
                """
                INSERT INTO contact_fence (sort, place, sort_key, contact)
                SELECT \(key.rawValue), \(place), \(sql: order.column), id FROM contact WHERE id = \(id)
                """)
        }
    }
}
