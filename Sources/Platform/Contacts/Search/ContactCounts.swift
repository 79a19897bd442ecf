import ServiceCore
import Store
import Synchronization

/// How many contacts passed the last filters, as long as nobody has written since.
final class ContactCounts: Sendable {
    private struct Entry {
        let filter: Filter
        /// `data_version` tells changes to one connection, so the connection is part of it.
        let connection: ObjectIdentifier
        let version: Int
        let count: Int
    }

    private let entries = Mutex<[Entry]>([])
    private static let capacity = 8

    /// Nil where it is not known.
    func known(_ filter: Filter, in db: ReadTransaction) throws -> Int? {
        let version = try db.dataVersion()
        return entries.withLock { entries in
            entries.first {
                $0.filter == filter && $0.connection == db.connection && $0.version == version
            }?.count
        }
    }

    func keep(_ count: Int, of filter: Filter, in db: ReadTransaction) throws {
        let entry = Entry(
            filter: filter, connection: db.connection, version: try db.dataVersion(), count: count)
        entries.withLock { $0 = Array(([entry] + $0).prefix(Self.capacity)) }
    }
}
