import Screens
import ServiceCore
import Terminal
import TestSupport
import Testing

@testable import ViewModels

@Suite struct DetailScreenTests {
    private func picture(_ body: BodySnapshot, _ size: Size = Scene.usual, _ glyphs: GlyphSet = .unicode)
        -> Canvas
    {
        drawBoard(Scene.board(size, body), glyphs: glyphs)
    }

    @Test(arguments: [Scene.small, Scene.usual, Scene.wide])
    func `values stand in one column and wrapped lines under their value`(size: Size) throws {
        let canvas = picture(.detail(Scene.detail()), size)
        expectGolden(canvas, "detail-\(size.name)")
        let top = size == Scene.small ? 1 : 3
        #expect(canvas.lines[top].hasPrefix(" Address      kim@example.test"))
        #expect(canvas.lines[top + 2].hasPrefix(" State        active"))
        #expect(canvas.lines[top + 10].hasPrefix("              message a week"))
        #expect(canvas[Point(x: 14, y: top + 2)]?.style.role == .good)
    }

    @Test func `the cursor's line is selected from edge to edge`() {
        let canvas = picture(.detail(Scene.detail(cursor: 4)))
        #expect(canvas.emphasisLines[7] == String(repeating: "s", count: 80))
        #expect(picture(.detail(Scene.detail(cursor: 4)), Scene.usual, .plain).cursor == Point(x: 1, y: 7))
    }

    @Test func `the words searched for are found whatever their case`() {
        let canvas = picture(.detail(Scene.detail(search: "KIM")))
        let hits = canvas.roleLines.map { $0.filter { $0 == Role.match.letter }.count }
        #expect(hits.reduce(0, +) == 9)
        expectGolden(canvas, "detail-80x24-search")
    }

    @Test func `a hit stands where the words are, behind wide letters too`() throws {
        var detail = Scene.detail(cursor: nil, search: "SEOUL")
        detail.lines = [DetailLine(.plain, text: "김서연 lives in Séoul")]
        let canvas = picture(.detail(detail))
        let columns = (0..<80).filter { canvas[Point(x: $0, y: 3)]?.style.role == .match }
        #expect(columns == Array(17...21))
    }

    @Test func `JSON tells names, texts and numbers apart`() {
        let canvas = picture(.detail(Scene.json))
        expectGolden(canvas, "json-80x24")
        #expect(canvas[Point(x: 4, y: 4)]?.style.role == .label)
        #expect(canvas[Point(x: 14, y: 4)]?.style.role == .text)
        #expect(canvas[Point(x: 11, y: 6)]?.style.role == .info)
        #expect(canvas[Point(x: 18, y: 5)]?.style.role == .accent)
    }

    @Test func `a detail that is old keeps its lines and says why`() {
        var detail = Scene.detail()
        detail.stale = "This row is gone. q goes back."
        let canvas = picture(.detail(detail))
        #expect(canvas.lines[2].hasSuffix("! This row is gone. q goes back."))
        #expect(canvas.lines[3].hasPrefix(" Address      kim@example.test"))
        expectGolden(canvas, "detail-80x24-stale")
    }

    @Test(arguments: [Scene.narrow, Scene.usual, Scene.wide])
    func `the overview draws two weeks of days before the words`(size: Size) {
        let canvas = picture(.lines(Scene.overview(size)), size)
        expectGolden(canvas, "overview-\(size.name)")
        #expect(canvas.text.contains(" WRONG    ▁▁▁▁▁▁▁▁▁▁▁▁▂█ 42 bounces of ops@shop.example"))
        #expect(canvas.text.contains(" warning  3 accounts are near their monthly cap"))
    }

    @Test(arguments: [GlyphSet.plain, .ascii])
    func `where signs are few or read aloud, the words say it alone`(glyphs: GlyphSet) {
        let canvas = picture(.lines(Scene.overview(Scene.usual)), Scene.usual, glyphs)
        let isPlain = !glyphs.drawsBorders
        expectGolden(canvas, "overview-80x24-\(isPlain ? "plain" : "ascii")")
        #expect(
            canvas.text.contains(isPlain ? " WRONG    42 bounces" : " WRONG    ____________.# 42 bounces"))
    }

    @Test(arguments: [Scene.small, Scene.narrow, Scene.usual, Scene.wide])
    func `a page of lines has headings and labels in a column`(size: Size) {
        let canvas = picture(.lines(Scene.why), size)
        expectGolden(canvas, "why-\(size.name)")
        #expect(canvas.text.contains(" Now           would not be sent"))
        #expect(canvas.text.contains(" Stopped by    complaint of 2026-11-02"))
    }
}
