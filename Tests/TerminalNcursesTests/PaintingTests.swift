import Terminal
import Testing

@testable import TerminalNcurses

extension WithATerminal {
    @Suite @MainActor struct PaintingTests {
        private func list(cursorAt selected: Int, rows: Int = 36, size: Size = Size(width: 120, height: 40))
            -> Canvas
        {
            var canvas = Canvas(size: size)
            canvas.put(" sendboard  support", at: .zero, .title)
            for row in 0..<rows {
                let line = Rect(x: 0, y: row + 3, width: size.width, height: 1)
                canvas.put("  person\(row)@example.test", at: line.origin, row % 3 == 0 ? .bad : .text)
                canvas.put("José 日本 \(row)", at: Point(x: 40, y: line.minY), .good)
                canvas.put("active", at: Point(x: 80, y: line.minY), .dim)
                if row == selected { canvas.restyle(line) { $0.selected() } }
            }
            return canvas
        }

        private static let colourful = Theme(
            name: "t", title: "T",
            roles: [
                .text: Paint(foreground: .rgb(RGBColour(0xC0CAF5)), background: .rgb(RGBColour(0x1A1B26))),
                .bad: Paint(foreground: .rgb(RGBColour(0xF7768E)), attributes: .bold),
                .good: Paint(foreground: .rgb(RGBColour(0x9ECE6A))),
                .selection: Paint(attributes: .reverse),
            ])

        @Test func `the terminal shows what the canvas holds`() async throws {
            let desk = try Desk(width: 120, height: 40)
            defer { desk.terminal.stop() }
            let canvas = list(cursorAt: 0)
            _ = await desk.show(canvas)
            #expect(desk.screen.lines == canvas.lines)
            #expect(desk.screen.unexpected.isEmpty)
        }

        @Test func `later canvases leave nothing of the ones before`() async throws {
            let desk = try Desk(width: 40, height: 4)
            defer { desk.terminal.stop() }
            for text in ["日本語 e\u{301}\u{302}x", "a日本語", "x", "ab日", "", "日日日日日日日日日日日日日日日日日日日日"] {
                var canvas = Canvas(size: Size(width: 40, height: 4))
                canvas.put(text, at: Point(x: 0, y: 3))
                canvas.put(text, at: Point(x: 1, y: 1), .bad)
                _ = await desk.show(canvas)
                #expect(desk.screen.lines == canvas.lines)
            }
            #expect(desk.screen.unexpected.isEmpty)
        }

        @Test func `the same canvas again costs no byte`() async throws {
            let desk = try Desk(width: 120, height: 40)
            defer { desk.terminal.stop() }
            _ = await desk.show(list(cursorAt: 3))
            let bytes = await desk.show(list(cursorAt: 3))
            #expect(bytes.isEmpty)
        }

        @Test(arguments: ColourDepth.allCases)
        func `one cursor move takes at most 600 bytes`(depth: ColourDepth) async throws {
            let desk = try Desk(width: 120, height: 40, depth: depth)
            defer { desk.terminal.stop() }
            _ = await desk.show(list(cursorAt: 3), Self.colourful)
            let bytes = await desk.show(list(cursorAt: 4), Self.colourful)
            #expect(!bytes.isEmpty)
            #expect(bytes.count <= 600, "\(bytes.count) bytes")
            #expect(desk.screen.lines == list(cursorAt: 4).lines)
        }

        @Test func `hostile text reaches the terminal as signs alone`() async throws {
            let desk = try Desk(width: 60, height: 10)
            defer { desk.terminal.stop() }
            let hostile = [
                "\u{1B}[2J\u{1B}]52;c;aGk=\u{7}", "\u{9B}31m\u{9D}0;title\u{9C}", "a\0b\tc\nd\re\u{8}f",
                "\u{202E}evil\u{2066}", "👨‍👩‍👧‍👦🇩🇪❤️", "e" + String(repeating: "\u{301}", count: 500),
                "\u{FFFF}\u{E000}",
            ]
            var canvas = Canvas(size: Size(width: 60, height: 10))
            for (row, text) in hostile.enumerated() { canvas.put(text, at: Point(x: 0, y: row)) }
            _ = await desk.show(canvas)
            #expect(desk.screen.unexpected.isEmpty)
            #expect(desk.screen.lines == canvas.lines)
        }

        @Test(arguments: [(1, 1), (2, 500), (500, 2), (10_000, 3)])
        func `any extent can be painted, whatever the canvas is`(width: Int, height: Int) async throws {
            let desk = try Desk(width: width, height: height)
            defer { desk.terminal.stop() }
            #expect(desk.terminal.size == Size(width: width, height: height))
            for size in [desk.terminal.size, Size(width: 80, height: 24), .zero, Size(width: 1, height: 1)] {
                var canvas = Canvas(size: size)
                canvas.fill(canvas.bounds, with: "x", .text)
                canvas.cursor = Point(x: size.width - 1, y: size.height - 1)
                _ = await desk.show(canvas)
                let columns = min(size.width, width)
                #expect(desk.screen.rows[0].filter { $0 == "x" }.count == (size.height > 0 ? columns : 0))
            }
            #expect(desk.screen.unexpected.isEmpty)
        }

        @Test func `a wide glyph cut by the screen's edge is a blank`() async throws {
            let desk = try Desk(width: 3, height: 1)
            defer { desk.terminal.stop() }
            var canvas = Canvas(size: Size(width: 4, height: 1))
            canvas.put("日本", at: .zero)
            _ = await desk.show(canvas)
            #expect(desk.screen.lines == ["日"])
            #expect(desk.screen.unexpected.isEmpty)
        }

        @Test(arguments: [
            (ColourDepth.trueColour, true, false), (.indexed256, false, true), (.ansi16, false, false),
            (.mono, false, false),
        ])
        func `colours go out in the terminal's depth`(depth: ColourDepth, direct: Bool, indexed: Bool)
            async throws
        {
            let desk = try Desk(depth: depth)
            defer { desk.terminal.stop() }
            #expect(desk.terminal.depth == depth)
            var canvas = Canvas(size: Size(width: 80, height: 24))
            canvas.put("bad", at: .zero, .bad)
            let text = String(decoding: await desk.show(canvas, Self.colourful), as: UTF8.self)
            #expect(text.contains("38;2;247;118;142") == direct)
            #expect(text.contains("38;5;") == indexed)
        }

        @Test func `output stays whole where another program left the terminal non-blocking`() async throws {
            let desk = try Desk(width: 500, height: 100)
            defer { desk.terminal.stop() }
            desk.pty.makeNonBlocking()
            var canvas = Canvas(size: Size(width: 500, height: 100))
            for y in 0..<100 { canvas.put(String(repeating: "日\(y)é", count: 100), at: Point(x: 0, y: y)) }
            async let bytes = desk.pty.outputWhileWriting()
            desk.terminal.paint(canvas, ResolvedTheme(.bare, depth: desk.terminal.depth))
            desk.pty.endOutput()
            var screen = ScreenReader(width: 500, height: 100)
            screen.take(await bytes)
            #expect(screen.lines == canvas.lines)
        }

        @Test func `redrawing all sends everything again`() async throws {
            let desk = try Desk(width: 120, height: 40)
            defer { desk.terminal.stop() }
            let canvas = list(cursorAt: 0)
            _ = await desk.show(canvas)
            desk.terminal.redrawAll()
            var screen = ScreenReader(width: 120, height: 40)
            screen.take(await desk.pty.output())
            #expect(screen.lines == canvas.lines)
        }
    }
}
