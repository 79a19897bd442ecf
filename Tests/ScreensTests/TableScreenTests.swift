import Screens
import ServiceCore
import Terminal
import TestSupport
import Testing

@testable import ViewModels

@Suite struct TableScreenTests {
    private func picture(_ table: TableSnapshot, _ size: Size = Scene.usual, _ glyphs: GlyphSet = .unicode)
        -> Canvas
    {
        drawBoard(Scene.board(size, .table(table, preview: nil)), glyphs: glyphs)
    }

    @Test(arguments: [Scene.small, Scene.narrow, Scene.usual, Scene.wide])
    func `the key column stays and the cursor's row is selected from edge to edge`(size: Size) {
        let canvas = picture(Scene.table(), size)
        expectGolden(canvas, "table-\(size.name)")
        let heads = size == Scene.small ? 1 : 3
        #expect(canvas.lines[heads].contains("EMAIL ▲"))
        let selected = canvas.emphasisLines.enumerated().filter { $0.element.contains("s") }
        #expect(selected.map(\.offset) == [heads + 4])
        #expect(selected.first?.element == String(repeating: "s", count: size.width))
    }

    @Test(arguments: [("unicode", GlyphSet.unicode), ("ascii", .ascii), ("plain", .plain)])
    func `each alphabet shows the same rows`(name: String, glyphs: GlyphSet) {
        let canvas = picture(Scene.table(), Scene.usual, glyphs)
        expectGolden(canvas, "table-80x24-\(name)")
        #expect(canvas.lines[4].contains("ana.lima@example.org"))
        #expect(canvas.cursor == (glyphs == .plain ? Point(x: 3, y: 7) : nil))
        let isASCII = canvas.text.unicodeScalars.allSatisfy(\.isASCII)
        #expect(isASCII == (name == "ascii"))
    }

    @Test func `columns of low priority go first as the window narrows`() {
        let heads = { (width: Int) in self.picture(Scene.table(), Size(width: width, height: 24)).lines[3] }
        #expect(heads(160).contains("ACCOUNT"))
        #expect(heads(139).contains("PLATFORM"))
        #expect(!heads(100).contains("PLATFORM"))
        #expect(heads(100).contains("LAST EVENT"))
        #expect(!heads(62).contains("LAST EVENT"))
        #expect(heads(62).contains("STATE"))
        #expect(heads(62).hasSuffix("→"))
    }

    @Test func `a title that has no room for a sentence has it in a few words`() {
        var table = Scene.table()
        table.summary =
            "12,344 · DMDS lists invalid contacts only; others are looked up by address · by e-mail"
        table.shortSummary = "12,344 · DMDS: invalid ones only · by e-mail"
        let title = { (width: Int) in self.picture(table, Size(width: width, height: 24)).lines[2] }
        #expect(title(120).contains("others are looked up by address · by e-mail"))
        #expect(title(80).contains("· DMDS: invalid ones only · by e-mail"))
    }

    @Test func `every cell begins below its head`() throws {
        let canvas = picture(Scene.table(), Scene.wide)
        let heads = try #require(canvas.lines.dropFirst(3).first)
        let x = try #require(heads.firstRange(of: "STATE")).lowerBound.utf16Offset(in: heads)
        for y in 4..<30 {
            let word = canvas.row(y).dropFirst(x).prefix(6).map(\.glyph.text).joined()
            #expect(word.hasPrefix("active") || word.hasPrefix("INVALI"))
        }
    }

    @Test func `numbers end below one another`() throws {
        let canvas = picture(Scene.table(), Scene.wide)
        let heads = canvas.lines[3]
        let x = try #require(heads.firstRange(of: "SENT")).upperBound.utf16Offset(in: heads)
        for y in 4..<30 {
            let cells = Array(canvas.row(y))
            #expect(cells[x - 1].glyph.text.first?.isNumber == true)
            #expect(cells[x].glyph.text == " " || cells[x].glyph.text == "*")
        }
    }

    @Test(arguments: 60...120)
    func `numbers and states are shown whole or not at all`(width: Int) {
        var table = Scene.table()
        for row in table.rows.indices {
            table.rows[row].cells[2] = CellSnapshot(text: "unverified", tone: .warning, isChanged: false)
            table.rows[row].cells[5].text = "1,204,184"
        }
        let canvas = picture(table, Size(width: width, height: 24))
        for line in canvas.lines[4..<21] {
            #expect(!line.contains(/unver\w*…|1,\d*…|,20…/))
        }
        #expect(canvas.lines[3].contains("SENT") == canvas.lines[4].contains("1,204,184"))
        #expect(canvas.lines[3].contains("STATE") == canvas.lines[4].contains("unverified"))
    }

    @Test func `an address loses its middle, other words their end`() {
        let text = picture(Scene.table()).text
        #expect(text.contains(/a\.very\.[a-z.]*…[a-z.]*example\.org/))
        #expect(text.contains(/Kim Seo-y\w*…/))
    }

    @Test func `what has just changed carries a star and moves nothing`() {
        var calm = Scene.table()
        for row in calm.rows.indices {
            for cell in calm.rows[row].cells.indices { calm.rows[row].cells[cell].isChanged = false }
        }
        let changed = picture(Scene.table()).lines
        #expect(changed[6].contains("[x]*"))
        #expect(
            changed.map { $0.replacing("*", with: " ").trimmingEnd } == picture(calm).lines.map(\.trimmingEnd)
        )
    }

    @Test func `what its platform does not show yet carries a tilde and moves nothing`() {
        var table = Scene.table()
        for row in table.rows.indices {
            for cell in table.rows[row].cells.indices { table.rows[row].cells[cell].isChanged = false }
        }
        let seen = picture(table).lines
        table.rows[2].cells[3].isUnseen = true
        let unseen = picture(table).lines
        #expect(unseen[6].contains("~") && !seen[6].contains("~"))
        #expect(unseen.map { $0.replacing("~", with: " ").trimmingEnd } == seen.map(\.trimmingEnd))
    }

    @Test func `a marked row has a sign in front`() {
        let canvas = picture(Scene.table())
        #expect(canvas.lines[5].hasPrefix(" ● bo@example.net"))
        #expect(canvas[Point(x: 1, y: 5)]?.style.role == .mark)
    }

    @Test func `the key column stays while others are scrolled out at the left`() {
        var table = Scene.table()
        table.scrolledColumns = 3
        let canvas = picture(table)
        #expect(canvas.lines[3].hasPrefix(" ← EMAIL ▲"))
        #expect(!canvas.lines[3].contains("WHITELIST"))
        #expect(canvas.lines[3].contains("GROUPS"))
        expectGolden(canvas, "table-80x24-scrolled")
    }

    @Test func `rows that are old say since when and why`() {
        var table = Scene.table()
        table.stale = "stale since 14:03: 503 · r retries"
        table.filter = "status:invalid"
        let canvas = picture(table)
        #expect(canvas.lines[2].contains("Contacts /status:invalid"))
        #expect(canvas.lines[2].hasSuffix("! stale since 14:03: 503 · r retries"))
        #expect(canvas.lines[4].contains("ana.lima@example.org"))
        expectGolden(canvas, "table-80x24-stale")
    }

    @Test func `the scroll mark moves from the top to the bottom`() {
        func marks(_ first: Int) -> [Int] {
            var table = Scene.table()
            table.position = .init(first: first, total: 12_344)
            let canvas = picture(table)
            return (4..<21).filter { canvas[Point(x: 79, y: $0)]?.style.role == .borderActive }
        }
        #expect(marks(0) == [4])
        #expect(marks(6_170) == [12])
        #expect(marks(12_327) == [20])
    }

    @Test(arguments: [
        (TableMessage.Kind.loading, "Asking 4 connections…", ""),
        (.empty, "There are no contacts yet.", "n adds one"),
        (.filteredOut, "None of 12,344 contacts fits status:invalid.", "Esc clears the filter"),
        (.failed, "dmds cannot be reached: the connection was refused.", "r tries again"),
        (.notOffered, "None of these connections has contacts.", ""),
    ])
    func `an empty table says why in the middle`(kind: TableMessage.Kind, text: String, hint: String) throws {
        let message = TableMessage(kind: kind, text: text, hint: hint)
        let filter = kind == .filteredOut ? "status:invalid" : ""
        let canvas = picture(Scene.emptyTable(message, filter: filter))
        expectGolden(canvas, "table-80x24-\(kind)")
        let line = try #require(canvas.lines.first { $0.contains(text) })
        let left = line.prefix { $0 == " " }.count
        #expect(abs(left - (80 - line.drop { $0 == " " }.count) / 2) <= 1)
        #expect(canvas.text.contains(hint))
    }

    @Test func `a preview stands beside the table from a hundred and forty columns`() {
        let board = Scene.board(
            Size(width: 160, height: 40), .table(Scene.table(rows: 40), preview: Scene.detail(cursor: nil)))
        let canvas = drawBoard(board, glyphs: .unicode)
        expectGolden(canvas, "table-160x40-preview")
        #expect(canvas.lines[2].contains("│ Contact kim@example.test"))
        #expect(canvas.lines[3].contains("EMAIL ▲"))
    }

    @Test func `a body of one row shows a row and no heads`() {
        let canvas = drawBoard(
            Scene.board(Size(width: 40, height: 1), .table(Scene.table(cursor: 0), preview: nil)),
            glyphs: .unicode)
        #expect(canvas.lines[0].contains("ana.lima@example.org"))
    }
}

extension Size {
    var name: String { "\(width)x\(height)" }
}

extension String {
    var trimmingStart: String { String(drop { $0 == " " }) }
    var trimmingEnd: String { String(reversed().drop { $0 == " " }.reversed()) }
}
