import ServiceCore
import Synchronization
import TestSupport

@testable import ViewModels

/// One table at work on a fake store's contacts, without a board around it.
@MainActor
struct TableDesk {
    let store: FakeStore
    let clock = ManualClock()
    let work = WorkTracker()
    let model: TableModel

    init(
        _ emails: [String] = ["ana@a.test", "bo@a.test", "cy@a.test"],
        source: ((FakeStore) -> RowOperations)? = nil,
        remembered: BoardMemory.Pane? = nil
    ) {
        let store = FakeStore()
        store.putContacts(emails)
        let connection = source.map { Connection(id: "a", platform: "fake", resources: [$0(store)]) }
        self.store = store
        model = TableModel(
            pane: .contacts, source: MergedKind(.contact, of: [connection ?? store.connection()]), work: work,
            clock: clock.board, remembered: remembered)
        model.table.resize(height: 10)
    }

    func loaded() async -> TableDesk {
        model.ensureRows()
        await settle()
        return self
    }

    func settle() async {
        for _ in 0..<10 {
            await Task.yield()
            await work.settle()
        }
    }

    /// Over a thousand times a thousand rows, of which some may go.
    static func overMany(_ rows: ManyRowsBox) async -> TableDesk {
        await TableDesk(source: { $0.source { rows.now } }).loaded()
    }

    var snapshot: TableSnapshot { model.snapshot() }
    var names: [String] { model.table.visible.map(\.name) }
}

/// Rows that a test changes while a table shows them.
final class ManyRowsBox: Sendable {
    private let rows: Mutex<ManyRows>

    init(_ rows: ManyRows) { self.rows = Mutex(rows) }

    var now: ManyRows { rows.withLock { $0 } }

    func lose(_ numbers: Set<Int>) { rows.withLock { $0.gone.formUnion(numbers) } }
}
