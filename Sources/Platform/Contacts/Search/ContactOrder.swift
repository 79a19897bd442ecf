import ServiceCore
import Store

/// An order that a million contacts can be listed in: an index, or that of the ids.
struct ContactOrder: Sendable {
    let key: Key
    let isAscending: Bool
    /// Rows without a value come last either way; only an order that is walked backward has them first.
    let isEmptyFirst: Bool

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

    init(_ key: Key, isAscending: Bool, isEmptyFirst: Bool = false) {
        self.key = key
        self.isAscending = isAscending
        self.isEmptyFirst = isEmptyFirst
    }

    var inverted: ContactOrder {
        ContactOrder(key, isAscending: !isAscending, isEmptyFirst: !isEmptyFirst)
    }

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

    /// What a row is put in order by, and its id.
    var columns: String { key == .created ? "c.id AS id" : "c.id AS id, c.\(column) AS \(column)" }

    /// `FROM` with the index named, so that the planner never prefers another.
    var source: String {
        switch key {
        case .email: SQL.dialect.table("contact c", by: "contact_by_email")
        case .name: SQL.dialect.table("contact c", by: "contact_by_name")
        case .state: SQL.dialect.table("contact c", by: "contact_by_state")
        case .lastEvent: SQL.dialect.table("contact c", by: "contact_by_last_event")
        case .created: "contact c"
        }
    }

    /// The order within one span of the index.
    var orderBy: String {
        let direction = isAscending ? "ASC" : "DESC"
        return key == .created ? "c.id \(direction)" : "c.\(column) \(direction), c.id \(direction)"
    }

    /// The order over all spans, where few contacts are sorted without an index.
    var wholeOrderBy: String {
        guard let empty = key.emptyLiteral else { return orderBy }
        return "c.\(column) = \(empty) \(isEmptyFirst ? "DESC" : "ASC"), \(orderBy)"
    }

    /// Where a contact stands in this order, nil where it is gone.
    func place(of id: Int64, in db: ReadTransaction) throws -> ContactPlace? {
        let key = try SQLValue.fetchOne(
            db, cached: "SELECT \(sql: column) FROM contact WHERE id = \(id)")
        guard let key else { return nil }
        return ContactPlace(key: key, id: id)
    }
}
