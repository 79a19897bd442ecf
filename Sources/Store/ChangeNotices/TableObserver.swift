import GRDB

/// Collects the tables that a transaction changes, without looking at the rows.
///
/// GRDB asks per statement whether its kinds of change are wanted. That question already names the tables, so
/// the answer is always no, and a million rows cost no million calls.
///
/// `@unchecked Sendable`: GRDB calls it on the writer's queue alone, which is the only user of `tables`.
final class TableObserver: TransactionObserver, @unchecked Sendable {
    private var tables: Set<String> = []
    private let untold: Set<String>
    private let report: @Sendable (Set<String>) -> Void

    init(untold: Set<String>, report: @escaping @Sendable (Set<String>) -> Void) {
        self.untold = untold
        self.report = report
    }

    func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool {
        let table = eventKind.tableName
        if !untold.contains(table) { tables.insert(table) }
        return false
    }

    func databaseDidChange(with event: DatabaseEvent) {}

    func databaseDidCommit(_ db: GRDB.Database) {
        guard !tables.isEmpty else { return }
        defer { tables.removeAll(keepingCapacity: true) }
        report(tables)
    }

    func databaseDidRollback(_ db: GRDB.Database) { tables.removeAll(keepingCapacity: true) }
}
