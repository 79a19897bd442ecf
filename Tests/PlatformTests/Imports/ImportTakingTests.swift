import Foundation
import ServiceCore
import Store
import Synchronization
import Testing

@testable import Platform

/// Imports of several transactions, taken back: to the end, whatever comes between.
@Suite struct ImportTakingTests {
    /// Takes contacts back, and asks before each part.
    private struct Asking: ImportReverting {
        var contacts = ContactListReverting()
        let beforePart: @Sendable () throws -> Void

        func loading(_ context: PlatformContext) -> BulkLoading? { contacts.loading(context) }

        func takeBack(_ part: ImportPart, of list: StoredImport, in db: WriteTransaction) throws -> Int {
            try beforePart()
            return try contacts.takeBack(part, of: list, in: db)
        }
    }

    private func long() async throws -> (bench: ListBench, before: [String], entry: Int64) {
        let bench = try await ListBench()
        try await bench.people.contact("p6000@a.test", ["first_name": "Old"])
        let before = try await bench.state()
        let intake = ContactKind(context: bench.platform.platform.context).intake(loadingFrom: .max)
        let (_, outcome) = try await intake.take(.contacts(8_000), ListOrder(), ListWatch())
        return (bench, before, try bench.platform.require(outcome.entries.first.flatMap { Int64($0) }))
    }

    private func takeBack(
        _ entry: Int64, _ bench: ListBench, loadingFrom: Int = .max,
        beforePart: @escaping @Sendable () throws -> Void
    ) async throws(ServiceError) -> EditOutcome {
        let contacts = ContactListReverting(loadingFrom: loadingFrom)
        let taking = ImportTaking(
            bench.platform.platform.context, Asking(contacts: contacts, beforePart: beforePart))
        return try await taking.takeBack(entry: entry)
    }

    @Test func `one of several parts says how far it is, and when it has ended`() async throws {
        let (bench, before, entry) = try await long()
        let told = Mutex<[WorkProgress?]>([])
        let own = bench.platform.platform.context
        var options = own.options
        options.progress = { progress in told.withLock { $0.append(progress) } }
        let context = PlatformContext(options: options, store: own.store)
        let taking = ImportTaking(context, ContactListReverting(loadingFrom: .max))
        _ = try await taking.takeBack(entry: entry)
        let heard = told.withLock { $0 }
        #expect(heard.compactMap { $0 }.last?.text == "taking back 8,000 rows, 100 %")
        #expect(heard.compactMap { $0?.share } == heard.compactMap { $0?.share }.sorted())
        #expect(heard.count > 3 && heard.last == .some(nil))
        #expect(try await bench.state() == before)
    }

    /// Lets some parts go, and no more.
    private func failing(after count: Int) -> @Sendable () throws -> Void {
        let left = Mutex(count)
        return {
            if left.withLock({ left in
                left -= 1; return left < 0
            }) {
                throw ServiceError(.storage, "The disk is full.")
            }
        }
    }

    @Test(arguments: [5_000, .max])
    func `one that fails in its middle is in the trail and goes to its end at the next opening`(
        loadingFrom: Int
    ) async throws {
        let (bench, _, entry) = try await long()
        let failed = await failure {
            try await takeBack(entry, bench, loadingFrom: loadingFrom, beforePart: failing(after: 2))
        }
        #expect(failed?.message == "The disk is full.")
        #expect(failed?.hint == "What is left of the import goes when the data directory is next opened.")
        #expect(try await bench.count("list_import_part") == 2)
        #expect(try await bench.people.store.meta(.bulkLoad) == nil)
        #expect(try await bench.platform.audited().first == "undo list.csv")
        await bench.platform.platform.close()

        let store = try PlatformStore.open(URL(filePath: bench.platform.path))
        defer { try? store.close() }
        let names = try await store.read { db in
            try String.fetchAll(db, "SELECT first_name FROM contact UNION SELECT name FROM grp")
        }
        #expect(names == ["Old"])
        let left = try await store.read { db in try Int.fetchOne(db, "SELECT count(*) FROM list_import") }
        #expect(left == 0)
    }

    @Test func `one that failed is gone on with by who tries again, and stands in the trail once`()
        async throws
    {
        let (bench, before, entry) = try await long()
        _ = await failure { try await takeBack(entry, bench, beforePart: failing(after: 1)) }
        let outcome = try await takeBack(entry, bench) {}
        #expect(outcome.message == "undone: import of list.csv" && outcome.isAsWished)
        #expect(try await bench.state() == before)
        #expect(try await bench.platform.audited().filter { $0.hasPrefix("undo") }.count == 1)
        let again = await failure { try await takeBack(entry, bench) {} }
        #expect(again?.message == "Nothing of the import is kept.")
    }

    @Test func `one whose caller is cancelled goes to its end`() async throws {
        let (bench, before, entry) = try await long()
        let (gate, opening) = AsyncStream<Void>.makeStream()
        let caller = HeldTask()
        let task = Task {
            for await _ in gate {}
            return try await takeBack(entry, bench) { caller.cancel() }
        }
        caller.hold(task)
        opening.finish()
        let outcome = try await task.value
        #expect(task.isCancelled && outcome.message == "undone: import of list.csv")
        #expect(try await bench.state() == before)
        #expect(try await bench.count("list_import") == 0)
    }

    @Test func `one that is cancelled before it begins changes nothing`() async throws {
        let (bench, _, entry) = try await long()
        let before = try await bench.state()
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await takeBack(entry, bench) {}
        }
        let failed = await failure { try await task.value }
        #expect(failed?.code == .cancelled)
        #expect(try await bench.state() == before)
        #expect(try await bench.platform.audited().first == "import list.csv")
    }
}

/// A task that is cancelled from within its own work.
private final class HeldTask: Sendable {
    private let task = Mutex<Task<EditOutcome, any Error>?>(nil)

    func hold(_ task: Task<EditOutcome, any Error>) { self.task.withLock { $0 = task } }

    func cancel() { task.withLock { $0?.cancel() } }
}
