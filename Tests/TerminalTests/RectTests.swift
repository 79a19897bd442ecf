import Terminal
import Testing

@Suite struct RectTests {
    private let page = Rect(x: 0, y: 0, width: 80, height: 24)

    @Test func `splitting takes no more rows than there are`() {
        let parts = page.splitRows(at: 30)
        #expect(parts.top == page)
        #expect(parts.bottom.isEmpty)
        #expect(parts.bottom.minY == 24)
    }

    @Test func `splitting columns leaves nothing out`() {
        let parts = page.splitColumns(at: 20)
        #expect(parts.left.maxX == parts.right.minX)
        #expect(parts.left.width + parts.right.width == 80)
    }

    @Test func `an inset wider than the block leaves an empty one`() {
        #expect(Rect(x: 3, y: 3, width: 4, height: 2).inset(x: 5, y: 5).isEmpty)
    }

    @Test func `blocks that do not touch have nothing in common`() {
        #expect(
            Rect(x: 0, y: 0, width: 2, height: 2).intersection(Rect(x: 5, y: 5, width: 2, height: 2)).isEmpty)
    }

    @Test func `columns share the width and keep their gap`() {
        let columns = Rect(x: 0, y: 0, width: 11, height: 1).columns(3, gap: 1)
        #expect(columns.map(\.minX) == [0, 4, 8])
        #expect(columns.map(\.width) == [3, 3, 3])
    }

    @Test func `rows share the height, the first ones taking what is left over`() {
        #expect(Rect(x: 0, y: 2, width: 1, height: 5).rows(2).map(\.height) == [3, 2])
    }

    @Test func `a centred block is never larger than what holds it`() {
        let dialog = Rect(x: 0, y: 0, width: 10, height: 4).centered(Size(width: 60, height: 2))
        #expect(dialog == Rect(x: 0, y: 1, width: 10, height: 2))
    }
}
