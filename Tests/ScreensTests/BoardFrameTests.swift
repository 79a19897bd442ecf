import Screens
import Terminal
import TestSupport
import Testing

@testable import ViewModels

@Suite struct BoardFrameTests {
    private func picture(_ change: (inout BoardSnapshot) -> Void, _ size: Size = Scene.usual) -> Canvas {
        var board = Scene.board(size, .table(Scene.table(), preview: nil))
        change(&board)
        return drawBoard(board, glyphs: .unicode)
    }

    @Test(arguments: [72, 80, 100, 120])
    func `the badge and the transport are whole at every usual width`(width: Int) {
        let line = picture({ _ in }, Size(width: width, height: 24)).lines[0]
        #expect(line.contains("[PROD]"))
        #expect(line.contains("sandbox: no message leaves this machine"))
    }

    @Test func `a read-only board says so in its first line`() {
        let canvas = picture { $0.header.isReadOnly = true }
        #expect(canvas.lines[0].contains("[read-only]"))
        expectGolden(canvas, "frame-read-only")
    }

    @Test func `where no time is told no sign stands in front of it`() {
        let canvas = picture { $0.header.freshness = "" }
        #expect(!canvas.lines[0].contains(GlyphSet.unicode.refreshed))
    }

    @Test func `waiting changes the sign in front of the time and moves nothing`() {
        let calm = picture { _ in }
        let busy = picture { $0.header.isBusy = true }
        #expect(calm.lines[0].count == busy.lines[0].count)
        #expect(calm.lines[0].replacing("⟳", with: "⠋") == busy.lines[0])
    }

    @Test func `all tabs are named at eighty columns and the open one stands in its own role`() {
        let canvas = picture { _ in }
        for word in [
            "Accounts", "Senders", "SMTP", "Tracking", "Contacts", "Campaigns", "Suppressions", "Activity",
        ] {
            #expect(canvas.lines[1].contains(word))
        }
        let open = zip(canvas.lines[1], canvas.roleLines[1]).filter { $0.1 == Role.tabActive.letter }.map(\.0)
        #expect(String(open).contains("Contacts"))
        #expect(!String(open).contains("Campaigns"))
    }

    @Test func `every tab keeps its number in the narrowest frame`() {
        let line = picture({ _ in }, Size(width: 60, height: 15)).lines[1]
        for number in 1...8 { #expect(line.contains("\(number)")) }
        #expect(line.contains("5 Contacts"))
    }

    @Test func `outer steps of a long path give way and the last one stays`() {
        let canvas = picture { board in
            board.crumbs = [
                "support", "campaigns", String(repeating: "long ", count: 12), "kim@example.test",
            ]
        }
        let line = canvas.lines[21]
        #expect(line.contains("…"))
        #expect(line.contains("kim@example.test"))
        #expect(!line.contains("support"))
    }

    @Test func `the next step of a notice is never cut off for the sake of its text`() {
        let canvas = picture { board in
            board.notice = NoticeSnapshot(
                text: String(repeating: "a long story ", count: 12), hint: "u undo", level: .warning)
        }
        #expect(canvas.lines[22].hasPrefix(" ! a long story"))
        #expect(canvas.lines[22].hasSuffix("… · u undo"))
    }

    @Test(arguments: [
        (80, " ✗ Dyn has a fault of its own (503). · Refresh and look at the platform before…"),
        (60, " ✗ Dyn has a fault of its own (503). · Refresh and look at…"),
    ])
    func `a next step that is a sentence leaves room for what went wrong`(width: Int, line: String) {
        let canvas = picture(
            { board in
                board.notice = NoticeSnapshot(
                    text: "Dyn has a fault of its own (503).",
                    hint: "Refresh and look at the platform before you repeat it.", level: .error)
            }, Size(width: width, height: 24))
        #expect(canvas.lines[22] == line)
    }

    @Test(arguments: [
        (NoticeLevel.info, "•", Role.noticeInfo), (.success, "✓", .good), (.warning, "!", .noticeWarning),
        (.error, "✗", .noticeError),
    ])
    func `every weight of notice has a sign and a role of its own`(
        level: NoticeLevel, sign: String, role: Role
    ) {
        let canvas = picture { $0.notice = NoticeSnapshot(text: "said", hint: "", level: level) }
        #expect(canvas.lines[22] == " \(sign) said")
        #expect(canvas.roleLines[22].dropFirst().prefix(6).allSatisfy { $0 == role.letter || $0 == "." })
        #expect(canvas[Point(x: 1, y: 22)]?.style.role == role)
    }

    @Test func `hints are dropped from the right and help stays`() {
        let line = picture({ _ in }, Size(width: 60, height: 20)).lines[19]
        #expect(line.hasPrefix(" Enter open  w whitelist"))
        #expect(line.hasSuffix("? help"))
        #expect(!line.contains("e edit"))
    }

    @Test func `a key that does nothing now is dimmed, and in brackets where dimming cannot be heard`() throws
    {
        let board = Scene.board(Scene.usual, .table(Scene.table(), preview: nil))
        let canvas = drawBoard(board, glyphs: .unicode)
        let row = try #require(canvas.lines.last)
        let place = try #require(row.firstRange(of: "i invalidate"))
        let x = row.distance(from: row.startIndex, to: place.lowerBound)
        #expect(canvas[Point(x: x, y: 23)]?.style.role == .disabled)
        #expect(drawBoard(board, glyphs: .plain).lines[23].contains("(i invalidate)"))
    }

    @Test
    func `the line being typed stands where the path stood, with the cursor in it and its fault behind`() {
        let canvas = picture { board in
            board.prompt = PromptSnapshot(
                sign: "/", text: "statuss:invalid", cursor: 7, error: "no field statuss; nearest: state")
        }
        #expect(canvas.cursor == Point(x: 9, y: 21))
        #expect(canvas.lines[21].hasPrefix(" /statuss:invalid"))
        #expect(canvas.lines[21].hasSuffix("✗ no field statuss; nearest: state"))
        expectGolden(canvas, "frame-prompt")
    }

    @Test
    func
        `what may be typed stands in a box upon the line, also without borders and where there is little room`()
    {
        let suggestions = Suggestions(
            title: "Fields of contacts",
            items: (0..<12).map { .init(text: "field\($0):", meaning: "The field \($0)") },
            note: "Words are looked for in every column.", range: 0..<1)
        for (glyphs, name) in [(GlyphSet.unicode, ""), (.plain, "-plain")] {
            for size in [Scene.usual, Scene.narrow, Scene.wide] {
                var board = Scene.board(size, .table(Scene.table(), preview: nil))
                board.prompt = PromptSnapshot(
                    sign: "/", text: "f", cursor: 1, error: "", suggestions: suggestions)
                let canvas = drawBoard(board, glyphs: glyphs)
                #expect(canvas.text.contains("field0:") && canvas.text.contains("Words are looked for"))
                expectGolden(canvas, "frame-suggestions-\(size.name)\(name)")
            }
        }
        var low = Scene.board(Size(width: 30, height: 6), .table(Scene.table(), preview: nil))
        low.prompt = PromptSnapshot(sign: "/", text: "f", cursor: 1, error: "", suggestions: suggestions)
        #expect(drawBoard(low, glyphs: .unicode).text.contains("/f"))
    }

    @Test func `a long filter makes way for how much is shown and in which order`() {
        var table = Scene.table()
        table.filter = "state:invalid groups:clientes,proveedores since:30d -whitelisted:yes"
        table.summary = "42 of 12,344 · 3 marked · by last event, last first"
        (table.shortSummary, table.stale) = ("", "")
        let canvas = drawBoard(
            Scene.board(Scene.usual, .table(table, preview: nil)), glyphs: .unicode)
        #expect(canvas.text.contains("/state:inv"))
        #expect(canvas.text.contains(table.summary))
    }

    @Test func `the end of a long line being typed stays in sight with its cursor`() throws {
        let text = (0..<40).map { "word\($0)" }.joined(separator: " ")
        let canvas = picture { board in
            board.prompt = PromptSnapshot(sign: ":", text: text, cursor: text.count, error: "")
        }
        #expect(canvas.lines[21].hasPrefix(" :…"))
        #expect(canvas.lines[21].hasSuffix("word39"))
        #expect(canvas.cursor == Point(x: 79, y: 21))
    }

    @Test func `the line being typed has a place in a terminal of one row`() {
        let canvas = picture(
            { $0.prompt = PromptSnapshot(sign: "/", text: "kim", cursor: 3, error: "") },
            Size(width: 12, height: 1))
        #expect(canvas.lines == [" /kim"])
    }
}
