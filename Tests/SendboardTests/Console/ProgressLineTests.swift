import Testing

@testable import sendboard

@Suite struct ProgressLineTests {
    private let renewal = "\r\u{1B}[K"

    @Test func `a terminal has one line that renews itself, cut to its width`() {
        let captured = CapturedConsole(isTerminal: true, columns: 40)
        let line = ProgressLine(captured.console.output)
        line.show("half of all", stage: "rows", fraction: 0.5)
        line.show("half of all", stage: "rows", fraction: 0.5)
        line.show("a sentence that is too long", stage: "rows", fraction: 1)
        line.finish()
        let (half, full) = (String(repeating: "#", count: 12), String(repeating: "#", count: 24))
        #expect(
            captured.text == "\(renewal)[\(half)............] half of all\(renewal)[\(full)] a sentence …\n")
    }

    @Test func `elsewhere a line comes with each tenth and each stage`() {
        let captured = CapturedConsole()
        let line = ProgressLine(captured.console.output)
        for (stage, percent) in [("rows", 1), ("rows", 2), ("rows", 11), ("search", 11)] {
            line.show("\(stage) \(percent)", stage: stage, fraction: Double(percent) / 100)
        }
        line.clear()
        line.finish()
        #expect(captured.text == "rows 1\nrows 11\nsearch 11\n")
    }

    @Test func `nothing in it steers the terminal, and cleared it leaves nothing`() {
        let captured = CapturedConsole(isTerminal: true)
        let line = ProgressLine(captured.console.output)
        line.show("\u{1B}[31mred", stage: "", fraction: nil)
        line.clear()
        #expect(captured.text == "\(renewal)␛[31mred\(renewal)")
    }

    @Test func `where nothing was told there is nothing to end`() {
        let captured = CapturedConsole(isTerminal: true)
        ProgressLine(captured.console.output).finish()
        #expect(captured.text.isEmpty)
    }
}
