import ServiceCore
import Testing

@testable import ViewModels

@Suite struct TableRefreshTests {
    private func table(over rows: ManyRows, at row: Int, line: Int = 10) -> TableState {
        var table = TableState.over(rows)
        table.move(by: row + 9)
        table.fill(from: rows)
        table.move(by: -9)
        return table
    }

    @Test(arguments: [30, 300, 1500, 5_000, 500_000], [true, false])
    func `the cursor follows its row when rows above it vanish`(row: Int, tellsPlace: Bool) {
        var rows = ManyRows(count: 1_000_000, tellsPlace: tellsPlace)
        var table = table(over: rows, at: row)
        let line = table.cursor - table.top
        rows.gone = [row - 3, row - 2, row - 1]
        table.refresh(from: rows)
        #expect(table.selected?.name == "c\(row)")
        #expect(table.shown == "c\(row)")
        #expect(table.cursor - table.top == line)
    }

    @Test(arguments: [30, 5_000])
    func `the cursor takes the next row when its own vanishes`(row: Int) {
        var rows = ManyRows(count: 1_000_000)
        var table = table(over: rows, at: row)
        rows.gone = [row]
        table.refresh(from: rows)
        #expect(table.selected?.name == "c\(row + 1)")
        #expect(table.shown == "c\(row + 1)")
    }

    @Test func `the cursor follows its row when rows come above it`() {
        var rows = ManyRows(count: 100, gone: [0, 1])
        var table = table(over: rows, at: 30)
        let name = table.selected?.name
        rows.gone = []
        table.refresh(from: rows)
        #expect(table.selected?.name == name)
    }

    @Test func `when everything vanishes nothing is selected`() {
        var table = table(over: ManyRows(count: 100), at: 50)
        table.refresh(from: ManyRows(count: 0))
        #expect(table.selected == nil)
        #expect(table.visible.isEmpty)
        #expect(table.total == .exact(0))
    }

    @Test func `when the whole window vanishes the last rows left are shown`() {
        var table = table(over: ManyRows(count: 1_000_000), at: 1_500)
        table.refresh(from: ManyRows(count: 40))
        #expect(table.selected?.name == "c39")
        #expect(table.visible.count == 20)
    }

    @Test(arguments: [0, 500_000])
    func `a window read again and again does not grow`(row: Int) {
        let rows = ManyRows(count: 1_000_000)
        var table = table(over: rows, at: max(10, row))
        let before = table.rows.count
        for _ in 0..<50 { table.refresh(from: rows) }
        #expect(table.rows.count <= max(before, 200))
        #expect(table.shown == table.selected?.name)
    }

    @Test func `the fields that differ are told, new rows are not`() {
        var rows = ManyRows(count: 5, gone: [4])
        var table = TableState.over(rows)
        rows.gone = []
        rows.name = { $0 == 2 ? "kim" : "c\($0)" }
        let changes = table.refresh(from: rows)
        #expect(changes == [ManyRows.id(2): ["email"]])
        let further = table.refresh(from: rows)
        #expect(further.isEmpty)
    }

    @Test func `another filter forgets the rows and keeps the marks`() {
        var table = TableState.over(ManyRows(count: 50))
        table.toggleMark()
        table.restart()
        #expect(table.rows.isEmpty && table.need == .first && table.cursor == 0)
        #expect(table.marks.count == 1)
    }

    @Test func `rows that an edit removed leave the cursor on its row`() {
        var table = TableState.over(ManyRows(count: 50))
        table.move(by: 10)
        table.drop([ManyRows.id(2), ManyRows.id(3)])
        #expect(table.selected?.name == "c10")
        #expect(table.total == .exact(48))
        table.drop([ManyRows.id(10)])
        #expect(table.selected?.name == "c11")
    }
}
