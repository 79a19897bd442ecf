import ServiceCore
import Testing

@testable import ViewModels

@Suite struct TableMarksTests {
    private let rows = ManyRows(count: 50)
    private var table: TableState { TableState.over(rows) }

    private func names(_ table: TableState) -> Set<String> { Set(table.marks.values.map(\.name)) }

    @Test func `a mark is put on the row and the cursor moves down`() {
        var table = table
        table.toggleMark()
        table.toggleMark()
        #expect(names(table) == ["c0", "c1"])
        #expect(table.cursor == 2)
    }

    @Test func `a second press takes the mark off`() {
        var table = table
        table.toggleMark()
        table.moveToStart()
        table.toggleMark()
        #expect(table.marks.isEmpty)
        table.move(by: 3)
        let isMarked = table.markRange()
        #expect(!isMarked)
    }

    @Test(arguments: [(3, 3), (-3, 3)])
    func `a range is marked from the last mark to here, either way`(step: Int, count: Int) {
        var table = table
        table.move(by: 10)
        table.toggleMark()
        table.move(by: step - 1)
        let isMarked = table.markRange()
        #expect(isMarked)
        let expected = step > 0 ? ["c10", "c11", "c12", "c13"] : ["c7", "c8", "c9", "c10"]
        #expect(names(table) == Set(expected))
    }

    @Test func `a range without a first mark is none`() {
        var table = table
        let isMarked = table.markRange()
        #expect(!isMarked)
        #expect(table.marks.isEmpty)
    }

    @Test func `inverting marks exactly what was not marked`() {
        var table = TableState.over(ManyRows(count: 4))
        table.toggleMark()
        table.toggleMark()
        table.invertMarks(over: ManyRows(count: 4).page(ListRequest()).items)
        #expect(names(table) == ["c2", "c3"])
    }

    @Test func `targets are the marked rows, else the row under the cursor`() {
        var table = table
        table.move(by: 5)
        #expect(table.targets.map(\.name) == ["c5"])
        table.moveToStart()
        table.toggleMark()
        #expect(table.targets.map(\.name) == ["c0"])
        table.clearMarks()
        #expect(table.targets.map(\.name) == ["c1"])
    }

    @Test func `marks keep the newest state of their rows and outlive the window`() {
        var rows = ManyRows(count: 1_000_000)
        var table = TableState.over(rows)
        table.toggleMark()
        rows.name = { "x\($0)" }
        table.refresh(from: rows)
        #expect(names(table) == ["x0"])
        table.moveToEnd()
        table.fill(from: rows)
        #expect(names(table) == ["x0"])
    }
}
