import GRDB
import ServiceCore

/// An order that a million contacts can be listed in: an index, or that of the ids.
struct ContactOrder: Sendable, Hashable {
    let key: Key
    let isAscending: Bool

    enum Key: String, Sendable, CaseIterable {
        case email, name, state, created
        case lastEvent = "last_event_at"
    }

    static let standard = RowOrder(Key.email.rawValue)

    /// - Throws: `.unsupported` for a field without an index.
    init(_ order: RowOrder?) throws {
        let order = order ?? Self.standard
        guard let key = Key(rawValue: order.field) else {
            throw ServiceError(
                .unsupported, "Contacts cannot be sorted by “\(order.field)”.",
                hint: "Sort by \(Key.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        self.init(key, isAscending: order.isAscending)
    }

    init(_ key: Key, isAscending: Bool) {
        self.key = key
        self.isAscending = isAscending
    }

    var inverted: ContactOrder { ContactOrder(key, isAscending: !isAscending) }

    /// The sorted column; contacts are made in the order of their ids, so creation needs none.
    var column: String {
        switch key {
        case .email: "email_sort"
        case .name: "name_sort"
        case .state: "state"
        case .lastEvent: "last_event_sort"
        case .created: "id"
        }
    }

    /// `FROM` with the index named, so that the planner never prefers another.
    var source: String {
        switch key {
        case .email: "contact c INDEXED BY contact_by_email"
        case .name: "contact c INDEXED BY contact_by_name"
        case .state: "contact c INDEXED BY contact_by_state"
        case .lastEvent: "contact c INDEXED BY contact_by_last_event"
        case .created: "contact c"
        }
    }

    var orderBy: String {
        let direction = isAscending ? "ASC" : "DESC"
        return key == .created ? "c.id \(direction)" : "c.\(column) \(direction), c.id \(direction)"
    }

    /// Conditions whose rows, one after the other, follow a place (nil: all) up to another, that one included.
    ///
    /// Ties have conditions of their own, because SQLite would read through all of them for a pair's comparison.
    func stretch(after start: ContactPlace?, through end: ContactPlace? = nil) -> [SQLPart] {
        let (later, notLater) = isAscending ? (">", "<=") : ("<", ">=")
        let earlier = isAscending ? "<" : ">"
        if key == .created { return [idStretch(start, end, later, notLater)] }
        let key = "c.\(column)"
        if let start, let end, start.key == end.key {
            return [
                SQLPart(
                    "\(key) = ? AND c.id \(later) ? AND c.id \(notLater) ?", [start.key, start.id, end.id])
            ]
        }
        let tiesOfStart = start.map { SQLPart("\(key) = ? AND c.id \(later) ?", [$0.key, $0.id]) }
        let tiesOfEnd = end.map { SQLPart("\(key) = ? AND c.id \(notLater) ?", [$0.key, $0.id]) }
        var between = SQLPart.constant(true)
        if let start { between = between.and(SQLPart("\(key) \(later) ?", [start.key])) }
        if let end { between = between.and(SQLPart("\(key) \(earlier) ?", [end.key])) }
        return [tiesOfStart, between, tiesOfEnd].compactMap { $0 }
    }

    private func idStretch(
        _ start: ContactPlace?, _ end: ContactPlace?, _ later: String, _ notLater: String
    ) -> SQLPart {
        var part = SQLPart.constant(true)
        if let start { part = part.and(SQLPart("c.id \(later) ?", [start.id])) }
        if let end { part = part.and(SQLPart("c.id \(notLater) ?", [end.id])) }
        return part
    }

    /// Where a contact stands in this order, nil where it is gone.
    func place(of id: Int64, in db: Database) throws -> ContactPlace? {
        let statement = try db.cachedStatement(sql: "SELECT \(column) FROM contact WHERE id = ?")
        guard let key = try DatabaseValue.fetchOne(statement, arguments: [id]) else { return nil }
        return ContactPlace(key: key, id: id)
    }
}

/// A place in an order: the sorted value and the id that breaks ties.
struct ContactPlace: Sendable, Comparable {
    let key: DatabaseValue
    let id: Int64

    /// The place that a contact of the next id with the same key would have.
    var next: ContactPlace { ContactPlace(key: key, id: id + 1) }

    /// As SQLite orders them: texts by their bytes.
    static func < (left: Self, right: Self) -> Bool {
        if left.key == right.key { return left.id < right.id }
        switch (left.key.storage, right.key.storage) {
        case (.string(let first), .string(let second)):
            return first.utf8.lexicographicallyPrecedes(second.utf8)
        case (.int64(let first), .int64(let second)): return first < second
        default: return left.id < right.id
        }
    }
}
