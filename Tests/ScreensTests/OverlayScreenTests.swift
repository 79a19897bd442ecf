import Screens
import ServiceCore
import Terminal
import TestSupport
import Testing

@testable import ViewModels

@Suite struct OverlayScreenTests {
    static let tiny = Size(width: 40, height: 10)

    func picture(
        _ overlay: OverlaySnapshot, _ size: Size = Scene.usual, _ glyphs: GlyphSet = .unicode
    ) -> Canvas {
        drawBoard(Scene.board(size, .table(Scene.table(), preview: nil), overlay: overlay), glyphs: glyphs)
    }

    static let all: [(String, OverlaySnapshot)] = [
        ("menu", .menu(Scene.menu)), ("question", .confirm(Scene.question)),
        ("danger", .confirm(Scene.danger)),
        ("form", .form(Scene.form)), ("form-preview", .form(Scene.formPreview)),
        ("palette", .palette(Scene.palette)),
        ("help", .help(Scene.help)), ("reveal", .reveal(Scene.reveal)), ("choice", .choice(Scene.choice)),
    ]

    @Test(arguments: 0..<9)
    func `a dialog is a closed box over the body that leaves the other lines alone`(index: Int) throws {
        let (name, overlay) = Self.all[index]
        let bare = drawBoard(Scene.board(Scene.usual, .table(Scene.table(), preview: nil)), glyphs: .unicode)
        for size in [Scene.usual, Scene.wide, Scene.narrow, Self.tiny] {
            let canvas = picture(overlay, size)
            expectGolden(canvas, "\(name)-\(size.name)")
            let top = try #require(canvas.lines.first { $0.contains("┌") })
            let bottom = try #require(canvas.lines.last { $0.contains("└") })
            #expect(top.contains("┐"))
            #expect(bottom.contains("┘"))
            if size == Scene.usual {
                for line in [0, 1, 21, 22, 23] { #expect(canvas.lines[line] == bare.lines[line]) }
            }
        }
    }

    @Test(arguments: 0..<9)
    func `without borders a title line stands over the dialog`(index: Int) {
        let (name, overlay) = Self.all[index]
        let canvas = picture(overlay, Scene.usual, .plain)
        expectGolden(canvas, "\(name)-80x24-plain")
        #expect(!canvas.text.contains("┌"))
        #expect(!canvas.text.contains("+-"))
        #expect(name == "help" || canvas.cursor != nil)
        #expect(
            canvas.roleLines.contains {
                $0.contains(Role.overlayTitle.letter) || $0.contains(Role.bad.letter)
            })
    }

    @Test func `what cannot be chosen from a menu says why`() {
        #expect(picture(.menu(Scene.menu)).text.contains("u  unsubscribes (dmds has no such switch)"))
    }

    @Test(arguments: [Scene.usual, tiny])
    func `a dangerous question shows what to type, the field and the answer at every size`(size: Size) {
        let canvas = picture(.confirm(Scene.danger), size)
        #expect(canvas.text.contains("Type acme-retail"))
        #expect(canvas.text.contains("✗ type the name"))
        #expect(canvas.text.contains("Ctrl-S deletes it"))
        #expect(canvas.roleLines.contains { $0.contains(Role.bad.letter) })
        let cursor = canvas.cursor
        #expect(cursor.flatMap { canvas[$0] }?.style.role == .inputCursor)
    }

    @Test func `what must be typed is shown whole, however long it is`() {
        var long = Scene.danger
        let address =
            "kim.seo-yeon.of.the.newsletter@" + String(repeating: "mail.", count: 10) + "example.test"
        (long.expected, long.typed, long.cursor) = (address, "kim", 3)
        let within = picture(.confirm(long)).lines.map { $0.split(separator: "│") }.filter { $0.count > 1 }
        let text = within.map { $0[1].filter { $0 != " " } }.joined()
        #expect(text.contains(address), "\(text)")
    }

    @Test func `a question with too many lines says how many are below, and scrolls to its end`() {
        var long = Scene.danger
        (long.error, long.scrolled) = ("", 0)
        let size = Size(width: 40, height: 10)
        let start = picture(.confirm(long), size).text
        #expect(start.contains("more lines · ↓") && !start.contains("embedded"))
        long.scrolled = 1
        let next = picture(.confirm(long), size).text
        #expect(next.contains("more lines · ↓") && !next.contains("This cannot be undone"))
        for scrolled in [3, 4, 90] {
            long.scrolled = scrolled
            let end = picture(.confirm(long), size).text
            #expect(
                end.contains("embedded") && !end.contains("more lines") && end.contains("Type acme-retail"))
            #expect(end.contains("↑"))
        }
    }

    @Test func `a wrong answer moves nothing`() {
        var calm = Scene.danger
        calm.error = ""
        let lines = picture(.confirm(calm)).lines
        let told = picture(.confirm(Scene.danger)).lines
        #expect(zip(lines, told).filter { $0.0 != $0.1 }.count == 1)
    }

    @Test func `arrows on the border say whether there is more above or below`() {
        var form = Scene.form
        func arrows(_ focus: Int) -> (up: Bool, down: Bool) {
            form.focus = focus
            let lines = picture(.form(form), Self.tiny).lines
            return (
                lines.contains { $0.hasSuffix("↑ →") || $0.hasSuffix("↑") },
                lines.contains { $0.hasSuffix("↓") }
            )
        }
        #expect(arrows(0) == (up: false, down: true))
        #expect(arrows(4) == (up: true, down: true))
        #expect(arrows(8) == (up: true, down: false))
    }

    @Test func `the palette stands still while fewer commands fit`() {
        var narrowed = Scene.palette
        narrowed.items = [Scene.palette.items[2]]
        narrowed.selected = 0
        let all = picture(.palette(Scene.palette))
        let few = picture(.palette(narrowed))
        let borders = { (canvas: Canvas) in
            canvas.roleLines.map { $0.map { $0 == Role.overlayBorder.letter } }.map {
                $0.filter { $0 }.count > 2
            }
        }
        #expect(borders(all) == borders(few))
        #expect(few.text.contains("contact.invalidate  invalidate (read-only)"))
        #expect(all.cursor.flatMap { all[$0] }?.style.role == .inputCursor)
    }

    @Test func `the selected command is in sight however far down it is`() throws {
        var palette = Scene.palette
        palette.selected = 24
        let canvas = picture(.palette(palette))
        let row = try #require(canvas.lines.firstIndex { $0.contains("contact.more20") })
        #expect(canvas.emphasisLines[row].contains("ssssssss"))
    }

    @Test func `help stands in two columns where both are wide enough to read`() throws {
        let wide = picture(.help(Scene.help), Scene.wide).lines
        #expect(wide.contains { $0.contains("whitelist on or off") && $0.contains("down, up") })
        let usual = picture(.help(Scene.help)).lines
        #expect(usual.contains { $0.contains("Esc closes") })
        #expect(!usual.contains { $0.contains("whitelist on or off") && $0.contains("down, up") })
    }

    @Test(arguments: [Scene.usual, tiny])
    func `a secret that is shown once is shown whole`(size: Size) {
        let canvas = picture(.reveal(Scene.reveal), size)
        let shown = zip(canvas.lines, canvas.roleLines).flatMap { line, roles in
            zip(line, roles).filter { $0.1 == Role.secret.letter }.map(\.0)
        }
        #expect(String(shown) == Scene.reveal.entries.map(\.text).joined())
    }

    @Test(arguments: [0, 17, 39])
    func `of many secrets the one under the cursor is in sight with its whole label`(cursor: Int) throws {
        let entries = (10..<50).map {
            RevealSnapshot.Entry(label: "Password of smtp-user-\($0)", text: "secret-\($0)")
        }
        let reveal = RevealSnapshot(
            title: "40 new secrets", entries: entries, cursor: cursor, hint: "Esc closes")
        for size in [Scene.usual, Self.tiny] {
            let canvas = picture(.reveal(reveal), size)
            let label = try #require(canvas.lines.firstIndex { $0.contains(entries[cursor].label) })
            #expect(canvas.emphasisLines[label].contains("ssssssss"))
            #expect(canvas.text.contains(entries[cursor].text))
        }
    }

    @Test func `a list to choose from shows what is on and where the cursor is`() throws {
        let canvas = picture(.choice(Scene.choice))
        #expect(canvas.text.contains("[x] EMAIL"))
        #expect(canvas.text.contains("[ ] GROUPS"))
        let row = try #require(canvas.lines.firstIndex { $0.contains("[x] STATE") })
        #expect(canvas.emphasisLines[row].contains("ssssssss"))
    }
}
