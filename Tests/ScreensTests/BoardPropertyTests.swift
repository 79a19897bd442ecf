import Screens
import Terminal
import TestSupport
import Testing

@testable import ViewModels

@Suite struct BoardPropertyTests {
    /// Every row is as wide as the canvas, every wide glyph has its right half, the cursor is on the canvas.
    private func fault(of canvas: Canvas) -> String? {
        for y in 0..<canvas.size.height {
            let row = Array(canvas.row(y))
            let width = row.reduce(0) { $0 + Int($1.glyph.width) }
            if width != canvas.size.width { return "row \(y) is \(width) columns wide" }
            for (x, cell) in row.enumerated() where cell.glyph.width == 2 {
                if x + 1 == row.count || row[x + 1].glyph.width != 0 { return "half a glyph at \(x),\(y)" }
            }
            let text = row.map(\.glyph.text).joined()
            if text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x202E }) {
                return "row \(y) carries what was to be replaced"
            }
        }
        if let cursor = canvas.cursor, !canvas.bounds.contains(cursor) {
            return "cursor outside at \(cursor)"
        }
        return nil
    }

    @Test(arguments: 0..<45)
    func `any board fits any terminal, whatever its texts`(seed: Int) {
        var boards = RandomBoard(seed: UInt64(seed))
        var sizes = SeededNumbers(seed: UInt64(seed) &+ 1_000)
        for _ in 0..<6 {
            let size = Size(
                width: Int.random(in: 1...(seed % 3 == 0 ? 300 : 90), using: &sizes),
                height: Int.random(in: 1...(seed % 3 == 0 ? 100 : 30), using: &sizes))
            let board = boards.next(size)
            let glyphs: GlyphSet = [.unicode, .ascii, .plain][seed % 3]
            let canvas = drawBoard(board, glyphs: glyphs)
            #expect(canvas.size == size)
            #expect(fault(of: canvas) == nil, "seed \(seed), \(size)")
        }
    }

    @Test(arguments: [
        Size(width: 1, height: 1), Size(width: 0, height: 0), Size(width: 300, height: 1),
        Size(width: 1, height: 100),
    ])
    func `every kind of board survives a terminal of no use`(size: Size) {
        for seed in 0..<80 {
            var boards = RandomBoard(seed: UInt64(seed))
            let canvas = drawBoard(boards.next(size), glyphs: .unicode)
            #expect(canvas.cells.count == size.width * size.height)
        }
    }

    @Test func `equal snapshots give equal pictures`() {
        var one = RandomBoard(seed: 7)
        var other = RandomBoard(seed: 7)
        let size = Size(width: 133, height: 47)
        #expect(drawBoard(one.next(size), glyphs: .unicode) == drawBoard(other.next(size), glyphs: .unicode))
    }

    @Test func `the largest board costs little more than filling its cells`() {
        let size = Size(width: 300, height: 100)
        let board = Scene.board(size, .table(Scene.table(rows: 97), preview: Scene.detail(cursor: nil)))
        let line = String(repeating: "kim@example.test  ", count: 17)
        let reference = fastest {
            var canvas = Canvas(size: size)
            for y in 0..<size.height { canvas.put(line, at: Point(x: 0, y: y), .text) }
            #expect(canvas.size == size)
        }
        let drawn = fastest { #expect(drawBoard(board, glyphs: .unicode).size == size) }
        #expect(drawn / reference < 8, "\(drawn / reference) times the reference")
    }

    private func fastest(_ body: () -> Void) -> Double {
        let clock = ContinuousClock()
        return (0..<7).map { _ in clock.measure(body) / .seconds(1) }.min() ?? 0
    }
}
