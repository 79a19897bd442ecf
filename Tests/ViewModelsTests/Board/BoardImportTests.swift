import ServiceCore
import Synchronization
import TestSupport
import Testing

@testable import ViewModels

/// `:import`: the form, its dry run, the edit and its undo.
@MainActor
@Suite struct BoardImportTests {
    private final class Taken: Sendable {
        let orders = Mutex<[ListOrder]>([])
        let undone = Mutex(false)
    }

    private nonisolated static func report(_ file: ListFile) throws(ServiceError) -> ListReport {
        var report = ListReport(
            columns: try ListColumns(try ListReader(file), .contact), writing: "utf-8, comma")
        report.count(.new, "zoe@a.test")
        report.count(.refused, "line 3: it has no @")
        return report
    }

    private func desk(_ taken: Taken) async -> BoardDriver {
        let store = FakeStore()
        store.putContacts(["ana@a.test"])
        var connection = store.connection()
        connection.resources[.contact]?.operations.intake = ListIntake(
            fields: .contact, owners: { () async throws(ServiceError) in ["acme", "shop"] },
            look: { file, _, _ async throws(ServiceError) in try Self.report(file) },
            take: { file, order, watch async throws(ServiceError) in
                taken.orders.withLock { $0.append(order) }
                try watch.refused(RefusedRow(line: 3, reason: "it has no @", cells: ["nobody"]))
                var outcome = EditOutcome("people.csv: 1 new")
                outcome.reversal = Reversal("import of people.csv") { () async throws(ServiceError) in
                    taken.undone.withLock { $0 = true }
                    return EditOutcome("undone: import of people.csv")
                }
                return (try Self.report(file), outcome)
            })
        let driver = BoardDriver(store, connections: [connection])
        driver.board.listFiles = ListFiles(
            open: { path async throws(ServiceError) in
                guard path == "people.csv" else {
                    throw ServiceError(.notFound, "There is no file “\(path)”.")
                }
                return .of("email,Town\nzoe@a.test,\nnobody,\n", named: "people.csv")
            }, refused: { _, _ in Refused() })
        await driver.start()
        await driver.keys("5")
        return driver
    }

    private struct Refused: RefusedList {
        func add(_ row: RefusedRow) {}
        func finish() -> String? { "people-refused.csv" }
        func discard() {}
    }

    @Test func `an import shows its dry run, takes the list and is taken back by u`() async throws {
        let taken = Taken()
        let driver = await desk(taken)
        await driver.command("import people.csv")
        #expect(driver.form?.title == "Import contacts")
        await driver.keys("Tab")
        driver.type("shop")
        await driver.keys("Ctrl-S")
        let told = driver.form?.preview?.remarks ?? []
        #expect(told.contains { $0.hasPrefix("people.csv: 2 rows") }, "\(told)")
        #expect(told.contains { $0.contains("1 new") } && told.contains { $0.hasSuffix("not taken: Town") })
        #expect(taken.orders.withLock { $0.isEmpty })
        await driver.keys("y")
        #expect(taken.orders.withLock { $0.map(\.owner) } == ["shop"])
        #expect(driver.snapshot.notice?.text.contains("people.csv: 1 new") == true)
        await driver.keys("u")
        #expect(taken.undone.withLock { $0 })
    }

    @Test func `a file that is not there stands beside its line`() async {
        let driver = await desk(Taken())
        await driver.command("import missing.csv")
        await driver.keys("Tab")
        driver.type("acme")
        await driver.keys("Ctrl-S")
        #expect(driver.form?.fields.first?.error == "There is no file “missing.csv”.")
    }

    @Test(arguments: [
        ("delimiter=semicolon, encoding=latin-1", nil as String?),
        ("delimiter=;;", "“;;” cannot be a delimiter."),
        ("sign=;", "“sign” is nothing that a list is written by."),
    ])
    func `how a list is written can be said`(text: String, error: String?) async {
        let taken = Taken()
        let driver = await desk(taken)
        await driver.command("import people.csv")
        await driver.keys("Tab")
        driver.type("acme")
        await driver.keys("Tab", "Tab", "Tab")
        driver.type(text)
        await driver.keys("Ctrl-S")
        let told = driver.form?.fields.last?.error ?? "no form"
        #expect(error.map(told.hasPrefix) ?? told.isEmpty, "\(told)")
        if error == nil { await driver.keys("y") }
        #expect(taken.orders.withLock { $0.count } == (error == nil ? 1 : 0))
        #expect(
            taken.orders.withLock { $0.first?.format.delimiter } == (error == nil ? UInt8(ascii: ";") : nil))
        #expect(
            taken.orders.withLock { $0.first?.format.encoding } == (error == nil ? ListEncoding.latin1 : nil))
    }

    @Test func `where nothing takes lists there is no such command`() async {
        let driver = await Desk.contacts()
        #expect(!driver.board.offeredCommands(in: [.list]).contains { $0.name == "list.import" })
    }
}
