import Screens
import ServiceCore
import Terminal
import TestSupport
import Testing

@testable import ViewModels

@Suite struct WatchScreenTests {
    private func picture(_ watch: WatchSnapshot, _ size: Size = Scene.usual, _ glyphs: GlyphSet = .unicode)
        -> Canvas
    {
        drawBoard(Scene.board(size, .watch(watch)), glyphs: glyphs)
    }

    /// The numbers of the partition as they stand on the screen, the audience first.
    private func partition(on canvas: Canvas) throws -> [Int] {
        let first = try #require(canvas.lines.firstIndex { $0.hasPrefix(" audience") })
        let isTable = !canvas.lines[first].contains("=")
        let lines =
            isTable
            ? canvas.lines[(first + 1)...(first + 1)]
            : canvas.lines[first...].prefix { line in
                line.hasPrefix(" audience") || line.drop { $0 == " " }.hasPrefix("+")
            }
        return lines.joined(separator: " ").matches(of: /[0-9][0-9,]*/).compactMap {
            Int($0.output.replacing(",", with: ""))
        }
    }

    @Test func `a platform that never tells of events is not waited for`() {
        var watch = Scene.watch
        (watch.events, watch.eventCursor, watch.recipients) = ([], nil, nil)
        #expect(picture(watch).text.contains("none yet"))
        watch.tellsEvents = false
        let text = picture(watch).text
        #expect(text.contains("its platform tells of none") && !text.contains("none yet"))
    }

    @Test(arguments: [
        Scene.small, Scene.narrow, Scene.usual, Scene.wide, Size(width: 160, height: 50),
    ])
    func `the parts on the screen sum to the audience at every size`(size: Size) throws {
        let canvas = picture(Scene.watch, size)
        expectGolden(canvas, "watch-\(size.name)")
        let numbers = try partition(on: canvas)
        #expect(numbers.first == 12_000)
        #expect(numbers.dropFirst().reduce(0, +) == 12_000)
        #expect(canvas.text.contains("61 %  7,332 of 12,000   214/s   22 s left"))
        #expect(canvas.text.contains("RUNNING since 14:02:11"))
    }

    @Test(arguments: [60, 80, 120])
    func `the words beside the chart are whole, however short those beside the bar`(width: Int) {
        var watch = Scene.watch
        watch.progress = "100 %   12 of 12"
        watch.ratesLabel = "the last 10 minutes, peak 1,231/s"
        #expect(picture(watch, Size(width: width, height: 30)).text.contains(watch.ratesLabel))
    }

    @Test(arguments: [0, 5, 39])
    func `the event under the cursor is in sight and marked`(cursor: Int) throws {
        var watch = Scene.watch
        watch.eventCursor = cursor
        let canvas = picture(watch, Scene.wide)
        let row = try #require(canvas.lines.firstIndex { $0.contains(watch.events[cursor].time) })
        #expect(canvas.emphasisLines[row].contains("ssssssss"))
        #expect(canvas.emphasisLines.filter { $0.contains("ssssssss") }.count == 1)
    }

    @Test(arguments: [("ascii", GlyphSet.ascii), ("plain", .plain)])
    func `other alphabets tell the same sum`(name: String, glyphs: GlyphSet) throws {
        let canvas = picture(Scene.watch, Scene.usual, glyphs)
        expectGolden(canvas, "watch-80x24-\(name)")
        #expect(try partition(on: canvas).dropFirst().reduce(0, +) == 12_000)
    }

    @Test func `parts that are zero give way where rows are few, and the sum stays right`() throws {
        var watch = Scene.watch
        for index in watch.states.indices where ![0, 4].contains(index) { watch.states[index].count = "0" }
        watch.states[0].count = "11,904"
        let roomy = picture(watch, Size(width: 40, height: 12))
        let narrow = picture(watch, Size(width: 40, height: 6))
        #expect(roomy.text.contains("unknown 0"))
        #expect(!narrow.text.contains("unknown"))
        #expect(try partition(on: narrow) == [12_000, 11_904, 96])
    }

    @Test func `numbers of the partition end below their names`() throws {
        let lines = picture(Scene.watch).lines
        let names = try #require(lines.firstIndex { $0.hasPrefix(" audience") })
        for name in ["pending", "delivered", "unknown"] {
            let end = try #require(lines[names].firstRange(of: name)).upperBound.utf16Offset(in: lines[names])
            #expect(Array(lines[names + 1])[end - 1].isNumber)
        }
    }

    @Test func `the bar is as full as the launch`() {
        let canvas = picture(Scene.watch, Scene.wide)
        let roles = canvas.roleLines[3]
        let done = roles.filter { $0 == Role.progressDone.letter }.count
        let rest = roles.filter { $0 == Role.progressRest.letter }.count
        #expect(abs(Double(done) / Double(done + rest) - 0.611) < 0.02)
    }

    @Test(arguments: [Scene.narrow, Scene.usual, Scene.wide])
    func `trouble is said in words and recipients stand in place of events`(size: Size) {
        let canvas = picture(Scene.troubledWatch, size)
        expectGolden(canvas, "watch-troubled-\(size.name)")
        #expect(canvas.text.contains("! no progress for 60 s"))
        #expect(canvas.text.contains("✗ interrupted: the data directory cannot be read"))
        #expect(canvas.text.contains("PAUSED"))
        #expect(canvas.text.contains("FAILED"))
        #expect(!canvas.text.contains("LATEST EVENTS"))
        #expect(canvas.emphasisLines.filter { $0 == String(repeating: "s", count: size.width) }.count == 1)
    }

    @Test func `why, replies and domains stand side by side with room, and how many more there are`() {
        let usual = picture(Scene.watch).text
        #expect(usual.contains("NOT SENT"))
        #expect(usual.contains("TOP REPLIES"))
        #expect(usual.contains("DOMAINS"))
        #expect(usual.contains("… 3 more"))
        #expect(!picture(Scene.watch, Scene.wide).text.contains("more"))
    }

    @Test func `events stand in two columns from a hundred columns, newest first`() throws {
        let narrow = picture(Scene.watch).lines.filter { $0.contains("14:02:5") }
        #expect(narrow.allSatisfy { $0.matches(of: /14:02/).count == 1 })
        let lines = picture(Scene.watch, Scene.wide).lines
        let head = try #require(lines.firstIndex { $0.hasPrefix(" LATEST EVENTS") })
        #expect(lines[head + 1].matches(of: /14:02/).count == 2)
        #expect(lines[head + 1].hasPrefix(" 14:02:59  view"))
    }

    @Test func `before the first answer the watch shows its name and no sum`() {
        var watch = Scene.watch
        watch.states = []
        watch.audience = ""
        watch.progress = ""
        watch.state = StateWord("loading")
        let canvas = picture(watch)
        #expect(canvas.lines[2].hasPrefix(" Spring sale"))
        #expect(canvas.lines[2].contains("LOADING"))
        #expect(!canvas.text.contains("audience"))
        #expect(!canvas.text.contains("░"))
    }
}
