import Terminal
import Testing

@Suite struct CanvasTests {
    private func canvas(_ width: Int, _ height: Int, _ glyphs: GlyphSet = .unicode) -> Canvas {
        Canvas(size: Size(width: width, height: height), glyphs: glyphs)
    }

    @Test func `text lands where it is put and says its width`() {
        var canvas = canvas(10, 2)
        let used = canvas.put("日本 x", at: Point(x: 1, y: 1), .title)
        #expect(used == 6)
        #expect(canvas.lines == ["", " 日本 x"])
        #expect(canvas.roleLines[1] == ".bbbbbb...")
    }

    @Test func `text is cut at the right edge with one ellipsis`() {
        var canvas = canvas(8, 1)
        canvas.put("a long line", at: .zero)
        #expect(canvas.text == "a long …")
    }

    @Test func `drawing outside is dropped`() {
        var canvas = canvas(3, 1)
        canvas.put("x", at: Point(x: 0, y: -1))
        canvas.put("x", at: Point(x: 0, y: 1))
        canvas.put("x", at: Point(x: 9, y: 0), .text, maxWidth: 5)
        canvas.put("abc", at: Point(x: -2, y: 0), .text, maxWidth: 3)
        #expect(canvas.text == "c")
    }

    @Test func `a wide glyph at the edge of the clip becomes a blank`() {
        var canvas = canvas(5, 1)
        canvas.put("ab日", at: .zero, CellStyle(.text))
        canvas.clipped(to: Rect(x: 0, y: 0, width: 1, height: 1)) {
            $0.put("日", at: .zero, CellStyle(.text), maxWidth: 2)
        }
        #expect(canvas.text == " b日")
    }

    @Test func `overwriting half of a wide glyph blanks the other half`() {
        var left = canvas(4, 1)
        left.put("日本", at: .zero)
        left.put("x", at: .zero)
        #expect(left.text == "x 本")
        var right = canvas(4, 1)
        right.put("日本", at: .zero)
        right.put("x", at: Point(x: 1, y: 0))
        #expect(right.text == " x本")
    }

    @Test func `a wide glyph over the halves of two others leaves no half behind`() {
        var canvas = canvas(4, 1)
        canvas.put("日本", at: .zero)
        canvas.put("語", at: Point(x: 1, y: 0))
        #expect(canvas.text == " 語")
        #expect(canvas.row(0).map(\.glyph.width) == [1, 2, 0, 1])
    }

    @Test func `selection is laid over the role, which stays`() {
        var canvas = canvas(4, 1)
        canvas.put("bad", at: .zero, .bad)
        canvas.restyle(canvas.bounds) { $0.selected() }
        #expect(canvas.roleLines == ["\(Role.bad.letter)\(Role.bad.letter)\(Role.bad.letter)."])
        #expect(canvas.emphasisLines == ["ssss"])
    }

    @Test func `canvases that look the same are equal, however they were drawn`() {
        var first = canvas(5, 1)
        first.put("abcde", at: .zero)
        var second = canvas(5, 1)
        second.clipped(to: Rect(x: 0, y: 0, width: 2, height: 1)) { $0.put("ab", at: .zero) }
        second.put("cde", at: Point(x: 2, y: 0))
        #expect(first == second)
        second.cursor = .zero
        #expect(first != second)
    }

    @Test func `a box has its title in the upper line`() {
        var canvas = canvas(12, 3)
        canvas.box(canvas.bounds, title: "Confirm it now")
        #expect(
            canvas.lines == ["┌─ Confi… ─┐", "│          │", "└──────────┘"])
    }

    @Test func `ASCII canvases hold nothing but ASCII`() {
        var canvas = canvas(12, 3, .ascii)
        canvas.box(canvas.bounds, title: "Größe 日")
        canvas.put(SafeText("→ 日本 …"), at: Point(x: 1, y: 1), CellStyle(.text), maxWidth: 10)
        #expect(canvas.text.utf8.allSatisfy { $0 < 0x80 })
        #expect(canvas.lines[1] == "|> ?? ~    |")
    }

    @Test func `plain canvases draw no border`() {
        var canvas = canvas(6, 3, .plain)
        canvas.box(canvas.bounds, title: "")
        #expect(canvas.text == "\n\n")
        #expect(GlyphSet.plain.spinner.isEmpty)
    }

    @Test func `a progress bar is full only when all is done`() {
        var almost = canvas(4, 1)
        almost.progressBar(0.999, at: .zero, width: 4)
        #expect(almost.text == "███▉")
        var all = canvas(4, 1)
        all.progressBar(1, at: .zero, width: 4)
        #expect(all.text == "████")
        var hardly = canvas(4, 1)
        hardly.progressBar(0.0001, at: .zero, width: 4)
        #expect(hardly.text == "▏░░░")
    }

    @Test(arguments: [Truncation.end, .middle, .start, .clip], 0...12)
    func `plain ASCII is cut as any other text is`(truncation: Truncation, columns: Int) {
        var canvas = canvas(12, 1)
        let used = canvas.put("kim@test.io", at: .zero, .text, maxWidth: columns, truncation: truncation)
        let expected = SafeText("kim@test.io").truncated(to: columns, truncation)
        #expect(canvas.text == expected.text)
        #expect(used == expected.width)
    }

    @Test func `a middle cut of a very long text shows its real end`() {
        var canvas = canvas(9, 1)
        canvas.put(String(repeating: "é", count: 10_000) + ".end", at: .zero, .text, truncation: .middle)
        #expect(canvas.text == "éééé….end")
    }

    @Test func `a canvas of nothing can be drawn on`() {
        var canvas = canvas(0, 0)
        canvas.put("x", at: .zero)
        canvas.box(canvas.bounds)
        canvas.fill(Rect(x: -5, y: -5, width: 20, height: 20))
        #expect(canvas.text.isEmpty)
    }
}
