import ServiceCore
import TestSupport
import Testing

@testable import ViewModels

@MainActor
@Suite struct TableOrderTests {
    private func order(_ desk: TableDesk) -> FieldID? { desk.model.currentSort?.field }

    @Test func `sorting goes from column to column and round the end`() async {
        let desk = await TableDesk().loaded()
        #expect(order(desk) == "email")
        #expect(desk.model.moveSort(by: 1) == nil)
        #expect(order(desk) == "name")
        #expect(desk.model.moveSort(by: -1) == nil)
        #expect(order(desk) == "email")
        #expect(desk.model.moveSort(by: -1) == nil)
        #expect(order(desk) == "account")
    }

    @Test func `a column passed over says why, and only then`() async {
        let desk = await TableDesk().loaded()
        var reasons: [String?] = []
        for _ in 0..<4 { reasons.append(desk.model.moveSort(by: 1)) }
        #expect(reasons == [nil, nil, nil, "GROUPS: a contact is in many groups"])
        #expect(order(desk) == "last_event")
        #expect(desk.model.moveSort(by: -1) == "GROUPS: a contact is in many groups")
        #expect(order(desk) == "whitelisted")
    }

    @Test func `the rows come in the order asked for, either way`() async {
        let desk = await TableDesk().loaded()
        desk.model.invertSort()
        await desk.settle()
        #expect(desk.names == ["cy@a.test", "bo@a.test", "ana@a.test"])
        #expect(desk.snapshot.columns.first?.sort == .descending)
        #expect(desk.snapshot.summary == "3 · by e-mail, last first")
    }

    @Test func `columns and order are remembered, what is usual is not`() async {
        let desk = await TableDesk().loaded()
        #expect(desk.model.remembered == BoardMemory.Pane())
        desk.model.toggleColumn("groups")
        desk.model.toggleColumn("phone")
        _ = desk.model.moveSort(by: 1)
        let memory = desk.model.remembered
        let again = TableDesk(remembered: memory)
        #expect(again.model.columns == desk.model.columns)
        #expect(again.model.columns.contains { $0.field == "phone" })
        #expect(!again.model.columns.contains { $0.field == "groups" })
        #expect(again.model.currentSort == RowOrder("name"))
    }

    @Test func `the key column stays`() async {
        let desk = await TableDesk().loaded()
        desk.model.toggleColumn("email")
        #expect(desk.model.columns.first?.field == "email")
    }

    @Test func `an order that the platform does not know is not asked for`() async {
        var memory = BoardMemory.Pane()
        memory.sort = RowOrder("groups")
        let desk = await TableDesk(remembered: memory).loaded()
        #expect(desk.store.calls("contact.list").map(\.request?.sort) == [nil])
        #expect(order(desk) == "email")
    }

    @Test func `columns scroll sideways no farther than the last`() async {
        let desk = await TableDesk().loaded()
        for _ in 0..<50 { desk.model.scrollColumns(by: 1) }
        #expect(desk.model.scrolledColumns == desk.model.columns.count - 2)
        for _ in 0..<50 { desk.model.scrollColumns(by: -1) }
        #expect(desk.model.scrolledColumns == 0)
    }
}

@MainActor
@Suite struct TableCountTests {
    /// A million contacts whose pages do not tell their number; counting is another call.
    private func desk(holding: Bool = false) async -> TableDesk {
        let desk = TableDesk(source: { store in store.source { ManyRows(count: 1_000_000, tellsPlace: false) }
        })
        if holding { desk.store.hold("count") }
        return await desk.loaded()
    }

    @Test func `the count follows the rows and stays known`() async {
        let desk = await desk(holding: true)
        let store = desk.store
        #expect(desk.snapshot.summary == "200+ · by e-mail")
        await store.arrival(of: "count")
        store.releaseAll("count")
        await desk.work.settle("contacts.count")
        #expect(desk.snapshot.summary == "1,000,000 · by e-mail")
        desk.model.move { $0.move(by: 190) }
        await desk.settle()
        #expect(desk.snapshot.summary == "1,000,000 · by e-mail")
        #expect(desk.snapshot.position?.total == 1_000_000)
    }

    @Test func `a refresh counts again, one count at a time`() async {
        let desk = await desk()
        let store = desk.store
        await desk.work.settle("contacts.count")
        store.hold("count")
        for _ in 0..<3 {
            desk.model.refresh()
            await desk.settle()
        }
        await store.arrival(of: "count")
        #expect(store.calls("count").count == 2)
        store.releaseAll("count")
    }

    @Test func `a filter tells how many of how many`() async throws {
        let desk = await TableDesk().loaded()
        try desk.model.setFilter("bo")
        await desk.settle()
        #expect(desk.snapshot.summary == "1 of 3 · by e-mail")
        try desk.model.setFilter("nobody")
        await desk.settle()
        #expect(desk.snapshot.summary == "0 of 3 · by e-mail")
        try desk.model.setFilter("")
        await desk.settle()
        #expect(desk.snapshot.summary == "3 · by e-mail")
    }

    @Test func `both numbers of a filter follow the rows, each as it comes`() async throws {
        let many = ManyRows(count: 1_000_000, tellsPlace: false)
        let desk = TableDesk(source: { store in store.source(of: { many }, matching: 4200) })
        for name in ["count", "count.filtered"] { desk.store.hold(name) }
        try desk.model.setFilter("bo")
        await desk.settle()
        #expect(desk.names.first == "c0")
        #expect(desk.snapshot.summary == "200+ · by e-mail")
        await desk.store.arrival(of: "count")
        desk.store.releaseAll("count")
        await desk.work.settle("contacts.count-all")
        #expect(desk.snapshot.summary == "200+ of 1,000,000 · by e-mail")
        await desk.store.arrival(of: "count.filtered")
        desk.store.releaseAll("count.filtered")
        await desk.work.settle("contacts.count")
        #expect(desk.snapshot.summary == "4,200 of 1,000,000 · by e-mail")
    }

    @Test func `the end of an uncounted list is not its length`() async {
        let desk = await desk(holding: true)
        let store = desk.store
        desk.model.move { $0.moveToEnd() }
        await desk.settle()
        #expect(desk.model.table.selected?.name == "c999999")
        #expect(desk.snapshot.summary == "200+ · by e-mail")
        await store.arrival(of: "count")
        store.releaseAll("count")
        await desk.work.settle("contacts.count")
        #expect(desk.model.table.cursor == 999_999)
        #expect(desk.names.last == "c999999")
        #expect(desk.snapshot.summary == "1,000,000 · by e-mail")
    }
}
