import ServiceCore
import Testing

@testable import ViewModels

@Suite struct TableStateTests {
    private let million = ManyRows(count: 1_000_000)

    @Test func `a table that has nothing yet needs its first rows`() {
        let table = TableState()
        #expect(table.need == .first)
        #expect(table.selected == nil && table.targets.isEmpty && table.visible.isEmpty)
    }

    @Test func `the first screen is whole and more stands ready below it`() {
        let table = TableState.over(million)
        #expect(table.visible.map(\.name) == (0..<20).map { "c\($0)" })
        #expect(table.rows.count >= 60)
        #expect(table.need == nil)
        #expect(table.selected?.name == "c0")
    }

    @Test(arguments: [
        (1, 1), (-1, 0), (19, 19), (20, 20), (400, 400), (5_000, 5_000), (500_000, 500_000),
        (2_000_000, 999_999),
    ])
    func `a move of any length ends on its row`(step: Int, row: Int) {
        var table = TableState.over(million)
        table.move(by: step)
        table.fill(from: million)
        #expect(table.selected?.name == "c\(row)")
        #expect(table.shown == "c\(row)")
        #expect(table.visible.count == 20)
    }

    @Test func `paging goes a screen less one, half paging half a screen`() {
        var table = TableState.over(million)
        table.movePage(1)
        #expect(table.cursor == 19)
        table.movePage(1)
        #expect(table.cursor == 38)
        table.movePage(-1)
        table.moveHalfPage(-1)
        #expect(table.cursor == 9)
        table.moveHalfPage(1)
        #expect(table.cursor == 19)
    }

    @Test(arguments: [true, false])
    func `the last of a million rows is one key away, and the first again`(tellsPlace: Bool) {
        var rows = million
        rows.tellsPlace = tellsPlace
        var table = TableState.over(rows)
        table.moveToEnd()
        table.fill(from: rows)
        #expect(table.selected?.name == "c999999")
        #expect(table.shown == "c999999")
        #expect(table.visible.count == 20)
        #expect(table.rows.count < TableState.windowLimit * 2)
        table.moveToStart()
        table.fill(from: rows)
        #expect(table.selected?.name == "c0")
        #expect(table.shown == "c0")
    }

    @Test func `paging down a long way keeps a bounded window`() {
        var table = TableState.over(million)
        for page in 1...300 {
            table.movePage(1)
            table.fill(from: million)
            #expect(table.selected?.name == "c\(page * 19)")
            #expect(table.visible.count == 20)
        }
        #expect(table.rows.count <= TableState.windowLimit + 400)
        #expect(table.offset > 0)
    }

    @Test func `paging back up from the middle fetches what stands before`() {
        var table = TableState.over(million)
        table.move(by: 500_000)
        table.fill(from: million)
        for page in 1...100 {
            table.movePage(-1)
            table.fill(from: million)
            #expect(table.selected?.name == "c\(500_000 - page * 19)")
            #expect(table.shown == table.selected?.name)
        }
        #expect(table.rows.count <= TableState.windowLimit + 400)
    }

    @Test func `moves made before the rows have come add up`() {
        var table = TableState.over(million)
        table.move(by: 100_000)
        table.move(by: 1)
        table.move(by: 1)
        table.fill(from: million)
        #expect(table.selected?.name == "c100002")
    }

    @Test func `a short table ends at its last row`() {
        let rows = ManyRows(count: 5)
        var table = TableState.over(rows)
        table.moveToEnd()
        #expect(table.selected?.name == "c4")
        table.move(by: 10)
        #expect(table.selected?.name == "c4")
        #expect(table.top == 0)
        #expect(table.need == nil)
    }

    @Test func `a table without rows stays still`() {
        let none = ManyRows(count: 0)
        var table = TableState.over(none)
        table.moveToEnd()
        table.movePage(1)
        table.toggleMark()
        #expect(table.selected == nil && table.need == nil && table.cursor == 0)
    }

    @Test func `a jump past the last row lands on it`() {
        let rows = ManyRows(count: 700)
        var table = TableState.over(ManyRows(count: 1_000_000))
        table.move(by: 900_000)
        table.fill(from: rows)
        #expect(table.selected?.name == "c699")
        #expect(!table.visible.isEmpty)
    }

    @Test(arguments: [5, 20, 60])
    func `another height keeps the cursor on the screen`(height: Int) {
        var table = TableState.over(million)
        table.move(by: 500_000)
        table.fill(from: million)
        table.resize(height: height)
        table.fill(from: million)
        #expect(table.selected?.name == "c500000")
        #expect(table.shown == "c500000")
        #expect(table.visible.count == height)
    }

    @Test func `an exact count is kept when a page knows less`() {
        var table = TableState.over(million)
        table.learn(.atLeast(200))
        table.learn(.unknown)
        #expect(table.total == .exact(1_000_000))
    }
}
