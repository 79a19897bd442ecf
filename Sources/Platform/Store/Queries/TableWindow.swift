import GRDB
import ServiceCore

/// A window over rows that SQL filters and sorts; for tables whose every page need not come from an index.
struct TableWindow {
    let db: Database
    /// What follows `FROM`, with every join that conditions and keys name.
    let source: String
    /// The row's id, which breaks ties.
    let id: String
    /// What rows are sorted by, never null; nil sorts by the id alone.
    let key: String?
    let isAscending: Bool
    let condition: SQLPart

    struct Page {
        var ids: [Int64]
        var offset: Int?
        var hasMore: Bool
    }

    func page(_ position: ListRequest.Position, limit: Int) throws -> Page {
        switch position {
        case .start: return try forward(.constant(true), limit, skipping: 0)
        case .offset(let offset): return try forward(.constant(true), limit, skipping: max(0, offset))
        case .after(let row):
            var page = try forward(try following(row, isAscending), limit, skipping: 0)
            page.offset = nil
            return page
        case .before(let row):
            let ids = try ids(try following(row, !isAscending), !isAscending, limit, skipping: 0)
            return Page(ids: ids.reversed(), offset: nil, hasMore: true)
        case .end:
            let ids = try ids(.constant(true), !isAscending, limit, skipping: 0)
            return Page(ids: ids.reversed(), offset: nil, hasMore: false)
        }
    }

    func count() throws -> Int {
        try Int.fetchOne(
            db, sql: "SELECT count(*) FROM \(source) WHERE \(condition.sql)", arguments: condition.arguments) ?? 0
    }

    private func forward(_ place: SQLPart, _ limit: Int, skipping offset: Int) throws -> Page {
        let ids = try ids(place, isAscending, limit + 1, skipping: offset)
        return Page(ids: Array(ids.prefix(limit)), offset: offset, hasMore: ids.count > limit)
    }

    private func ids(
        _ place: SQLPart, _ isAscending: Bool, _ limit: Int, skipping offset: Int
    ) throws -> [Int64] {
        let direction = isAscending ? "ASC" : "DESC"
        let order = key.map { "\($0) \(direction), \(id) \(direction)" } ?? "\(id) \(direction)"
        let whole = condition.and(place)
        return try Int64.fetchAll(
            db, sql: "SELECT \(id) FROM \(source) WHERE \(whole.sql) ORDER BY \(order) LIMIT ? OFFSET ?",
            arguments: whole.arguments + [limit, offset])
    }

    private func following(_ row: ResourceID, _ isAscending: Bool) throws -> SQLPart {
        let sign = isAscending ? ">" : "<"
        let number = Int64(row.native) ?? -1
        let value = try DatabaseValue.fetchOne(
            db, sql: "SELECT \(key ?? id) FROM \(source) WHERE \(id) = ?", arguments: [number])
        guard let value else {
            throw ServiceError(.notFound, "The row to continue from is gone.", hint: "Refresh the list.")
        }
        guard let key else { return SQLPart("\(id) \(sign) ?", [number]) }
        return SQLPart("(\(key), \(id)) \(sign) (?, ?)", [value, number])
    }
}
