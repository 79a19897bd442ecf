import GRDB
import ServiceCore

/// Windows over suppressions, newest first unless asked otherwise.
enum SuppressionWindow {
    static func listing(_ context: PlatformContext, _ queries: SuppressionQueries) -> Listing<Suppression> {
        let (store, connection) = (context.store, context.connection)
        return Listing(
            sortable: [RowOrder("created", ascending: false)]
                + keys.keys.sorted().filter { $0 != "created" }.map { RowOrder($0) },
            count: { filter async throws(ServiceError) in
                try await store.read { db in try window(filter, nil, connection, db).count() }
            },
            page: { request async throws(ServiceError) in
                try await store.read { db in
                    let window = try window(request.filter, request.sort, connection, db)
                    let page = try window.page(request.position, limit: request.limit)
                    return ListPage(
                        try queries.entries(page.ids, in: db), offset: page.offset,
                        total: .exact(try window.count()), hasMore: page.hasMore)
                }
            })
    }

    private static func window(
        _ filter: Filter, _ order: RowOrder?, _ connection: ConnectionID, _ db: Database
    ) throws -> TableWindow {
        let order = order ?? RowOrder("created", ascending: false)
        guard let key = keys[order.field] else {
            throw ServiceError(.unsupported, "Suppressions cannot be sorted by “\(order.field)”.")
        }
        let terms = TermConditions(
            connection: connection, columns: columns, account: owner, searched: ["address", "reason", "note"])
        return TableWindow(
            db: db, source: "suppression s LEFT JOIN account a ON a.id = s.account", id: "s.id", key: key,
            isAscending: order.isAscending, condition: try terms.condition(filter, in: db))
    }

    private static let owner = "coalesce(a.username, '\(SuppressionQueries.everywhere)')"
    private static let state = "CASE WHEN s.lifted_at IS NULL THEN 'suppressed' ELSE 'lifted' END"
    private static let columns = [
        "address": "s.address", "reason": "s.reason", "state": state, "channel": "s.channel",
        "created": "s.at", "lifted": "s.lifted_at", "note": "coalesce(s.lifted_why, s.note)",
    ]
    private static let keys = [
        "created": "s.at", "address": "s.address", "reason": "s.reason", "state": state,
        "channel": "s.channel", "account": owner, "lifted": "coalesce(s.lifted_at, 0)",
    ]
}
