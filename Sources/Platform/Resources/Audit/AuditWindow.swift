import GRDB
import ServiceCore

/// Windows over the audit trail: what a filter leaves is found by walking from the window's edge.
struct AuditWindow {
    let filter: Filter
    var isOldestFirst = false

    /// Read at once while walking.
    private static let stride = 200

    func count(in db: Database) throws -> Int {
        guard !filter.isEmpty else { return try AuditQueries.count(in: db) }
        return try walk(from: nil, newer: true, skipping: 0, limit: .max, in: db).count
    }

    func page(_ request: ListRequest, in db: Database) throws -> ListPage<AuditEntry> {
        // One more than asked tells whether rows follow.
        let limit = request.limit
        switch request.position {
        case .start: return forward(try ahead(nil, 0, limit + 1, db), limit, offset: 0)
        case .offset(let offset):
            return forward(try ahead(nil, max(0, offset), limit + 1, db), limit, offset: max(0, offset))
        case .after(let id): return forward(try ahead(try existing(id, db), 0, limit + 1, db), limit)
        case .before(let id):
            let entries = try behind(try existing(id, db), limit, db)
            return ListPage(entries, hasMore: true)
        case .end: return ListPage(try behind(nil, limit, db), hasMore: false)
        }
    }

    private func forward(_ entries: [AuditEntry], _ limit: Int, offset: Int? = nil) -> ListPage<AuditEntry> {
        ListPage(Array(entries.prefix(limit)), offset: offset, hasMore: entries.count > limit)
    }

    private func ahead(_ id: Int64?, _ offset: Int, _ limit: Int, _ db: Database) throws -> [AuditEntry] {
        try walk(from: id, newer: isOldestFirst, skipping: offset, limit: limit, in: db)
    }

    private func behind(_ id: Int64?, _ limit: Int, _ db: Database) throws -> [AuditEntry] {
        try walk(from: id, newer: !isOldestFirst, skipping: 0, limit: limit, in: db).reversed()
    }

    private func walk(
        from id: Int64?, newer: Bool, skipping offset: Int, limit: Int, in db: Database
    ) throws -> [AuditEntry] {
        if filter.isEmpty {
            return try AuditQueries.entries(in: db, beyond: id, newer: newer, limit: limit, skipping: offset)
        }
        let schema = ResourceSchema(of: AuditEntry.self)
        var found: [AuditEntry] = []
        var skipped = 0
        var edge = id
        while found.count < limit {
            let entries = try AuditQueries.entries(in: db, beyond: edge, newer: newer, limit: Self.stride)
            for entry in entries where found.count < limit && entry.passes(filter, schema) {
                if skipped < offset { skipped += 1 } else { found.append(entry) }
            }
            guard let last = entries.last, entries.count == Self.stride else { break }
            edge = Int64(last.id.native)
        }
        return found
    }

    private func existing(_ id: ResourceID, _ db: Database) throws -> Int64 {
        guard let number = Int64(id.native), try AuditQueries.find(number, in: db) != nil else {
            throw ServiceError(.notFound, "The row to continue from is gone.", hint: "Refresh the list.")
        }
        return number
    }
}
