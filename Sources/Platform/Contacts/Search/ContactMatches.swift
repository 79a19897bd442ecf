import Store
import Synchronization

/// Everybody who passes a filter, and the ids in orders already asked for where they are few.
final class ContactMatches: Sendable {
    let found: FoundContacts
    let count: Int
    private let sorted = Mutex<[ContactOrder: [Int64]]>([:])

    init(_ found: FoundContacts) {
        self.found = found
        count = found.set.count
    }

    var set: ContactSet { found.set }

    /// Up to here the ids are sorted by their keys; beyond, an index is walked and others are skipped.
    static let fewEnoughToSort = 2_000

    /// All ids in an order, nil where they are too many.
    func ids(in order: ContactOrder, _ db: ReadTransaction) throws -> [Int64]? {
        guard count <= Self.fewEnoughToSort, order.key != .created else { return nil }
        if let ids = sorted.withLock({ $0[order] }) { return ids }
        let list = set.all.map(String.init).joined(separator: ", ")
        let ids = try Int64.fetchAll(
            db, "SELECT c.id FROM contact c WHERE c.id IN (\(sql: list)) ORDER BY \(sql: order.wholeOrderBy)")
        sorted.withLock { $0[order] = ids }
        return ids
    }
}

/// The matches of the last filters, as long as nobody has written since.
final class ContactMatchCache: Sendable {
    private struct Entry {
        let filter: AnyHashable
        /// `data_version` tells changes to one connection, so the connection is part of it.
        let connection: ObjectIdentifier
        let version: Int
        let matches: ContactMatches
    }

    /// Entries hold no references to the database; their pointers are only compared.
    private struct Entries: @unchecked Sendable { var list: [Entry] = [] }

    /// How many contacts there are, under the same conditions.
    private struct Total: @unchecked Sendable {
        let connection: ObjectIdentifier
        let version: Int
        let count: Int
    }

    private let entries = Mutex(Entries())
    private let total = Mutex<Total?>(nil)
    private static let capacity = 4

    func matches(of filter: some Hashable & Sendable, in db: ReadTransaction) throws -> ContactMatches? {
        let version = try Self.version(db)
        return entries.withLock { entries in
            entries.list.first {
                $0.filter == AnyHashable(filter) && $0.connection == db.connection
                    && $0.version == version
            }?.matches
        }
    }

    func keep(_ matches: ContactMatches, of filter: some Hashable & Sendable, in db: ReadTransaction) throws {
        let version = try Self.version(db)
        entries.withLock { entries in
            let entry = Entry(
                filter: AnyHashable(filter), connection: db.connection, version: version,
                matches: matches)
            entries.list = Array(([entry] + entries.list).prefix(Self.capacity))
        }
    }

    /// The number of all contacts, counted again only where something was written since.
    func total(in db: ReadTransaction) throws -> Int {
        let version = try Self.version(db)
        let kept = total.withLock { $0 }
        if let kept, kept.connection == db.connection, kept.version == version { return kept.count }
        let count = try Int.fetchOne(db, cached: "SELECT count(*) FROM contact") ?? 0
        let new = Total(connection: db.connection, version: version, count: count)
        total.withLock { $0 = new }
        return count
    }

    private static func version(_ db: ReadTransaction) throws -> Int {
        try db.dataVersion()
    }
}
