import GRDB
import ServiceCore

/// Windows over events in the order in which they happened, which is that of their ids.
enum EventWindow {
    static func listing(_ context: PlatformContext) -> Listing<DeliveryEvent> {
        let (store, connection) = (context.store, context.connection)
        let queries = EventQueries(connection: connection)
        return Listing(
            sortable: [newestFirst], unsortable: unsortable,
            count: { filter async throws(ServiceError) in
                try await store.read { db in try window(filter, nil, connection, db).count() }
            },
            page: { request async throws(ServiceError) in
                try await store.read { db in
                    let window = try window(request.filter, request.sort, connection, db)
                    let page = try window.page(request.position, limit: request.limit)
                    let total: RowTotal =
                        request.filter.isEmpty
                        ? .exact(try all(db)) : .atLeast((page.offset ?? 0) + page.ids.count)
                    return ListPage(
                        try queries.events(page.ids, in: db), offset: page.offset, total: total,
                        hasMore: page.hasMore)
                }
            })
    }

    private static let newestFirst = RowOrder("time", ascending: false)

    private static let unsortable: [FieldID: String] = {
        let others = DeliveryEvent.fields.map(\.description.id).filter { $0 != "time" }
        return Dictionary(
            uniqueKeysWithValues: others.map { ($0, "events stand in the order in which they happened") })
    }()

    private static func all(_ db: Database) throws -> Int {
        try Int.fetchOne(db.cachedStatement(sql: "SELECT count(*) FROM event")) ?? 0
    }

    private static func window(
        _ filter: Filter, _ order: RowOrder?, _ connection: ConnectionID, _ db: Database
    ) throws -> TableWindow {
        let order = order ?? newestFirst
        guard order.field == "time" else {
            throw ServiceError(.unsupported, "Events cannot be sorted by “\(order.field)”.")
        }
        let terms = TermConditions(
            connection: connection, columns: columns, account: "a.username",
            searched: ["person", "kind", "campaign", "reply"], special: { try special($0, in: db) })
        let condition = try terms.condition(filter, in: db)
        return TableWindow(
            db: db, source: filter.isEmpty ? "event e" : EventQueries.tables, id: "e.id", key: nil,
            isAscending: order.isAscending, condition: condition)
    }

    /// What is quicker by number or by index than by text.
    private static func special(_ test: FilterTerm.Test, in db: Database) throws -> SQLPart? {
        guard case .field(let field, let comparison, .text(let text)) = test else { return nil }
        let needle = SearchFolding.fold(text)
        switch field {
        case "kind":
            let kinds = StoredEventKind.allCases.filter {
                comparison == .equals ? $0.kind.rawValue == needle : $0.kind.rawValue.contains(needle)
            }
            return .isOne("e.kind", of: kinds.map { "\($0.rawValue)" })
        case "person":
            // A whole address of a contact means that person alone.
            let contacts = AddressRules.isUsable(email: needle) ? try ContactLookup.ids(needle, in: db) : []
            return contacts.isEmpty ? nil : EventQueries.of(needle, contacts)
        default: return nil
        }
    }

    private static let columns = [
        "time": "e.at", "person": EventQueries.person, "campaign": "coalesce(k.title, '')",
        "reply": "coalesce(e.detail, '')", "bounce_type": "CASE e.kind WHEN 9 THEN 'soft' WHEN 10 THEN 'hard' ELSE '' END",
        "bounce_rule": "coalesce(e.rule, '')", "link": "coalesce(l.url, '')", "ip": "coalesce(e.ip, '')",
        "agent": "coalesce(e.agent, '')", "machine": "e.is_machine", "batch": "coalesce(b.uuid, '')",
        "kind": "''",
    ]
}
