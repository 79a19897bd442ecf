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

    static let standard = SortOrder(Key.email.rawValue)

    /// - Throws: `.unsupported` for a field without an index.
    init(_ order: SortOrder?) throws {
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

    /// The condition on rows that follow a place, and what it binds.
    func follows(_ place: ContactPlace?) -> SQLPart {
        guard let place else { return .constant(true) }
        let sign = isAscending ? ">" : "<"
        if key == .created { return SQLPart("c.id \(sign) ?", [place.id]) }
        return SQLPart("(c.\(column), c.id) \(sign) (?, ?)", [place.key, place.id])
    }

    /// Where a contact stands in this order, nil where it is gone.
    func place(of id: Int64, in db: Database) throws -> ContactPlace? {
        let statement = try db.cachedStatement(sql: "SELECT \(column) FROM contact WHERE id = ?")
        guard let key = try DatabaseValue.fetchOne(statement, arguments: [id]) else { return nil }
        return ContactPlace(key: key, id: id)
    }
}

/// A place in an order: the sorted value and the id that breaks ties.
struct ContactPlace {
    let key: DatabaseValue
    let id: Int64
}
