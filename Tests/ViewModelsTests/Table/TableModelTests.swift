import ServiceCore
import TestSupport
import Testing

@testable import ViewModels

@MainActor
@Suite struct TableModelTests {
    private let gone = ServiceError(
        .unavailable, "The platform is busy.",
        origin: .init(connection: "fake", operation: "list", status: 503))

    @Test func `a stale answer is ignored`() async throws {
        let desk = await TableDesk().loaded()
        desk.store.hold("contact.list")
        try desk.model.setFilter("ana")
        await desk.store.arrival(of: "contact.list")
        try desk.model.setFilter("bo")
        await desk.store.arrival(of: "contact.list", count: 2)
        desk.store.release("contact.list", at: 1)
        await desk.settle()
        #expect(desk.names == ["bo@a.test"])
        desk.store.release("contact.list")
        await desk.settle()
        #expect(desk.names == ["bo@a.test"])
    }

    @Test func `two refreshes never race`() async {
        let desk = await TableDesk().loaded()
        desk.store.hold("contact.list")
        desk.model.refresh()
        await desk.store.arrival(of: "contact.list")
        desk.model.refresh()
        await desk.store.arrival(of: "contact.list", count: 2)
        desk.store.putContacts(["dee@a.test"])
        desk.store.release("contact.list", at: 1)
        await desk.settle()
        #expect(desk.names.count == 4)
        desk.store.remove(.contact, ["dee"])
        desk.store.release("contact.list")
        await desk.settle()
        #expect(desk.names.count == 4)
    }

    @Test func `a refresh in flight does not overwrite the window leapt to`() async {
        let desk = await TableDesk.overMany(ManyRowsBox(ManyRows(count: 1_000_000)))
        desk.store.hold("contact.list")
        desk.model.refresh()
        await desk.store.arrival(of: "contact.list")
        desk.model.move { $0.moveToEnd() }
        desk.store.releaseAll("contact.list")
        await desk.settle()
        #expect(desk.model.table.selected?.name == "c999999")
        #expect(desk.names.last == "c999999")
    }

    @Test func `changes told while a read runs are read after it, never instead of it`() async {
        let desk = await TableDesk().loaded()
        desk.store.forgetCalls()
        desk.store.hold("contact.list")
        desk.model.refreshWhenFree()
        await desk.store.arrival(of: "contact.list")
        for _ in 0..<5 { desk.model.refreshWhenFree() }
        #expect(desk.store.calls("contact.list").count == 1)
        desk.store.releaseAll("contact.list")
        await desk.settle()
        #expect(desk.store.calls("contact.list").count == 2)
    }

    @Test func `a page that was on its way puts nothing old in place of an edit, and is read once more`()
        async throws
    {
        let desk = await TableDesk().loaded()
        desk.store.hold("contact.list")
        desk.model.refresh()
        await desk.store.arrival(of: "contact.list")
        var edited = try #require(desk.store.row("bo", Contact.self))
        edited.isMarkedWhitelisted = true
        desk.model.merge(Row(edited))
        desk.model.drop([try #require(desk.model.table.rows.first { $0.name == "ana@a.test" }).id])
        desk.store.release("contact.list")
        await desk.store.arrival(of: "contact.list")
        #expect(desk.model.table.rows.first == Row(edited))
        #expect(desk.names == ["bo@a.test", "cy@a.test"])
        desk.store.releaseAll("contact.list")
        await desk.settle()
        #expect(desk.names.count == 3 && !desk.model.table.rows.contains(Row(edited)))
    }

    @Test func `a failed refresh keeps the rows and says since when and why`() async {
        let desk = await TableDesk().loaded()
        desk.store.fail("contact.list", gone)
        desk.model.refresh()
        await desk.settle()
        #expect(desk.names.count == 3)
        #expect(desk.snapshot.stale == "stale since 14:03: 503 · r retries")
        await desk.clock.advance(by: .seconds(120))
        desk.store.fail("contact.list", gone)
        desk.model.refresh()
        await desk.settle()
        #expect(desk.snapshot.stale == "stale since 14:03: 503 · r retries")
        desk.model.refresh()
        await desk.settle()
        #expect(desk.snapshot.stale.isEmpty)
    }

    @Test(arguments: [200, 201, 304]) func `what came with a good status is not stale for that status`(
        _ status: Int
    ) async {
        let desk = await TableDesk().loaded()
        let origin = ServiceError.Origin(connection: "a", operation: "list", status: status)
        desk.store.fail("contact.list", ServiceError(.malformedAnswer, "Odd.", origin: origin))
        desk.model.refresh()
        await desk.settle()
        #expect(desk.snapshot.stale == "stale since 14:03: malformed answer · r retries")
    }

    @Test func `a row of which part cannot be read is marked, and says why in its detail`() async throws {
        let desk = TableDesk(["ana@a.test", "bo@a.test"])
        desk.store.change("bo", Contact.self) { $0.oddity = "age is no whole number" }
        _ = await desk.loaded()
        #expect(desk.snapshot.rows.map { $0.cells[0].text } == ["ana@a.test", "! bo@a.test"])
        #expect(desk.snapshot.rows.map { $0.cells[0].tone } == [nil, .warning])
        let row = try #require(desk.model.table.visible.last)
        let line = DetailPage(desk.clock.board).lines(of: row, pane: nil)[0]
        #expect((line.label, line.text) == ("Not readable", "age is no whole number"))
    }

    @Test func `empty, loading, failed, filtered to nothing and not offered read differently`() async throws {
        let loading = TableDesk()
        let empty = await TableDesk([]).loaded()
        let filtered = await TableDesk().loaded()
        try filtered.model.setFilter("nobody")
        await filtered.settle()
        let failed = TableDesk()
        failed.store.fail("contact.list", gone)
        _ = await failed.loaded()
        let other = TableModel(pane: .contacts, source: nil, work: WorkTracker(), clock: ManualClock().board)
        let messages =
            [loading, empty, filtered, failed].map(\.snapshot.message)
            + [other.snapshot().message]
        #expect(messages.map { $0?.kind } == [.loading, .empty, .filteredOut, .failed, .notOffered])
        #expect(Set(messages.compactMap { $0?.text }).count == 5)
        #expect(
            messages.compactMap { $0?.hint }.map { $0.prefix(9) } == [
                "", "n makes o", "Esc clear", "r tries a", "1…8 shows",
            ])
    }

    @Test func `a first load that failed is tried again by r`() async {
        let desk = TableDesk()
        desk.store.fail("contact.list", gone)
        _ = await desk.loaded()
        desk.model.refresh()
        await desk.settle()
        #expect(desk.names.count == 3)
    }

    @Test func `a wrong filter line leaves everything as it was`() async throws {
        let desk = await TableDesk().loaded()
        try desk.model.setFilter("ana")
        await desk.settle()
        #expect(throws: ServiceError.self) { try desk.model.setFilter("nofield:x") }
        #expect(desk.model.filterText == "ana")
        #expect(desk.names == ["ana@a.test"])
    }

    @Test func `cells that changed carry their mark for three seconds`() async {
        let desk = await TableDesk().loaded()
        desk.store.change("bo", Contact.self) { $0.firstName = "Bo" }
        desk.model.refresh()
        await desk.settle()
        func changed() -> [[Bool]] { desk.snapshot.rows.map { $0.cells.map(\.isChanged) } }
        #expect(changed().map { $0.contains(true) } == [false, true, false])
        await desk.clock.advance(by: .milliseconds(2900))
        #expect(changed()[1].contains(true))
        await desk.clock.advance(by: .milliseconds(100))
        #expect(!changed()[1].contains(true))
    }

    @Test func `the row to continue from may go without losing the place`() async {
        let rows = ManyRowsBox(ManyRows(count: 1_000_000))
        let desk = await TableDesk.overMany(rows)
        desk.model.move { $0.move(by: 500_000) }
        await desk.settle()
        rows.lose([Int(desk.model.table.rows[0].id.native) ?? 0])
        desk.model.refresh()
        await desk.settle()
        #expect(desk.model.table.selected?.name == "c500000")
    }

    @Test func `a page whose neighbour has gone is read anew`() async {
        let rows = ManyRowsBox(ManyRows(count: 1_000_000))
        let desk = await TableDesk.overMany(rows)
        let count = desk.model.table.rows.count
        rows.lose([count - 1])
        desk.model.move { $0.move(by: count + 5) }
        await desk.settle()
        #expect(desk.model.failure == nil)
        #expect(desk.model.table.selected?.name == "c\(count + 6)")
    }
}
