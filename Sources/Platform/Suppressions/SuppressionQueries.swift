import FoundationEssentials
import ServiceCore
import Store

/// Reads suppressions in windows and writes new ones; entries are lifted, never deleted.
struct SuppressionQueries: Sendable {
    let connection: ConnectionID

    /// The word that an entry's state shows.
    static let state = "CASE WHEN s.lifted_at IS NULL THEN 'suppressed' ELSE 'lifted' END"

    /// The fields that entries are sorted by, with their columns.
    static let sorted: KeyValuePairs<FieldID, String> = [
        "created": "s.at", "address": "s.address", "reason": "s.reason", "state": state,
        "channel": "s.channel",
    ]
    static let standard = RowOrder("created", ascending: false)

    func page(_ request: ListRequest, in db: ReadTransaction) throws -> ListPage<Suppression> {
        let page = try window(request.filter, request.sort ?? Self.standard, in: db).page(request)
        return ListPage(
            try suppressions(page.ids, in: db), offset: page.offset,
            total: page.hasMore || page.offset == nil
                ? .unknown : .exact((page.offset ?? 0) + page.ids.count),
            hasMore: page.hasMore)
    }

    func count(_ filter: Filter, in db: ReadTransaction) throws -> Int {
        try window(filter, Self.standard, in: db).count()
    }

    private func window(_ filter: Filter, _ order: RowOrder, in db: ReadTransaction) throws -> KeysetWindow {
        guard let key = Self.sorted.first(where: { $0.key == order.field })?.value else {
            throw ServiceError(
                .unsupported, "Suppressions are not sorted by “\(order.field)”.",
                hint: "Sort by \(Self.sorted.map(\.key).joined(separator: ", ")).")
        }
        let condition = try SuppressionCondition(db: db, connection: connection).part(of: filter)
        return KeysetWindow(
            db: db, source: "suppression s", key: key, id: "s.id", isAscending: order.isAscending,
            branches: [condition])
    }

    func find(_ native: String, in db: ReadTransaction) throws -> Suppression? {
        try Int64(native).flatMap { try suppressions([$0], in: db).first }
    }

    /// An entry by its id, or the one in force for an address, else the last that was.
    ///
    /// - Throws: `.conflict` where several are in force.
    func find(byKey key: String, in db: ReadTransaction) throws -> Suppression? {
        if let entry = try find(key, in: db) { return entry }
        let address = PhoneNumber.sought(key) ?? AddressRules.key(of: key)
        let rows = try SQLRow.fetchAll(
            db,
            """
            SELECT id, lifted_at IS NULL FROM suppression WHERE address IN (\(address), \(ErasedKey.of(address)))
            ORDER BY lifted_at IS NULL DESC, id DESC
            """)
        let inForce = rows.filter { $0[1] }.map { $0[0] as Int64 }
        guard inForce.count > 1 else {
            return try rows.first.flatMap { try suppressions([$0[0]], in: db).first }
        }
        throw ServiceError(
            .conflict, "\(inForce.count) entries suppress “\(key)”.",
            hint: "Name one by its id: \(inForce.map(String.init).joined(separator: ", ")).")
    }

    /// - Parameter account: nil for all accounts.
    /// - Throws: `.conflict` on the address where one is in force already.
    func insert(
        _ entry: Suppression, account: Int64?, at now: Date, in db: WriteTransaction
    ) throws -> String {
        let address = StoredAddress(entry.address)
        if let erased = try ErasedPeople(db: db).time(of: entry.address, entry.channel) {
            throw ErasedPeople.refusal(of: entry.address, erased, field: "address", doing: "suppressed anew")
        }
        let isThere = try Bool.fetchOne(
            db,
            cached: """
                SELECT EXISTS (SELECT 1 FROM suppression WHERE address = \(address.key)
                AND channel = \(entry.channel.rawValue) AND account IS \(account)
                AND lifted_at IS NULL)
                """)
        guard isThere != true else {
            throw ServiceError(.conflict, "\(entry.address) is suppressed already.", field: "address")
        }
        return String(
            try db.insert(
                into: "suppression",
                [
                    ("account", account), ("channel", entry.channel.rawValue), ("address", address.key),
                    ("written", address.written), ("reason", entry.reason.rawValue), ("note", entry.note),
                    ("at", now.storedTime),
                ]))
    }

    /// An account's own entries, or for nil those of all accounts together.
    static func own(_ account: Int64?) -> SQL { "account IS \(account)" }

    /// Writes the note and raises `rev`.
    func saveNote(_ entry: Suppression, in db: WriteTransaction) throws {
        guard let id = Int64(entry.id.native) else { return }
        try db.update("suppression", id: id, [("note", entry.note)])
    }

    func delete(_ native: String, in db: WriteTransaction) throws {
        try db.execute("DELETE FROM suppression WHERE id = \(Int64(native))")
    }

    /// The entries of these ids, in their order.
    func suppressions(_ ids: [Int64], in db: ReadTransaction) throws -> [Suppression] {
        let rows = try SQLRow.fetchAll(
            db,
            """
            SELECT s.*, a.username FROM suppression s LEFT JOIN account a ON a.id = s.account
            WHERE s.id IN (\(sql: ids.map(String.init).joined(separator: ", ")))
            """)
        let entries = Dictionary(
            uniqueKeysWithValues: rows.map { ($0["id"] as Int64, suppression($0)) })
        return ids.compactMap { entries[$0] }
    }

    private func suppression(_ row: SQLRow) -> Suppression {
        var entry = Suppression(
            id: ResourceID(connection, .suppression, String(row["id"] as Int64)),
            account: row["username"] ?? SuppressionCondition.allAccounts,
            address: row["written"] ?? row["address"],
            reason: Suppression.Reason(rawValue: row["reason"]) ?? .manual)
        entry.channel = Channel(rawValue: row["channel"]) ?? .email
        entry.created = Date(storedTime: row["at"])
        entry.lifted = (row["lifted_at"] as Int64?).map { Date(storedTime: $0) }
        entry.note = row["note"]
        entry.revision = row["rev"]
        return entry
    }
}
