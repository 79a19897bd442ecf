import Terminal
import Testing

@testable import TerminalNcurses

@Suite struct PasteAssemblerTests {
    private let start = ContinuousClock.now
    private func at(_ milliseconds: Int) -> ContinuousClock.Instant { start + .milliseconds(milliseconds) }

    private func paste(_ chunks: [(String, at: Int)], limit: Int = 4 << 20) -> PasteAssembler {
        var assembler = PasteAssembler(startedAt: start, limit: limit)
        for chunk in chunks { assembler.append(chunk.0.utf8, at: at(chunk.at)) }
        return assembler
    }

    @Test func `a paste is over 50 ms after its end mark`() {
        let assembler = paste([("text\u{1B}[201~", at: 10)])
        #expect(assembler.event(at: at(59)) == nil)
        #expect(assembler.event(at: at(60)) == .paste("text"))
    }

    @Test func `what comes before the quiet is still paste`() {
        let assembler = paste([("a\u{1B}[201~", at: 0), ("Xy", at: 40), ("\r", at: 80)])
        #expect(assembler.event(at: at(129)) == nil)
        #expect(assembler.event(at: at(130)) == .paste("aXy\n"))
    }

    @Test func `marks are found across chunks`() {
        let chunks = "one\u{1B}[201~two\u{1B}[200~\u{1B}[201~".map { (String($0), at: 5) }
        #expect(paste(chunks).event(at: at(60)) == .paste("onetwo"))
    }

    @Test(arguments: ["\u{1B}[20", "\u{1B}[202~", "\u{1B}\u{1B}[20", "\u{1B}[200", "\u{1B}[2\u{1B}[A"])
    func `what only looks like a mark stays`(text: String) {
        #expect(paste([(text + ".\u{1B}[201~", at: 0)]).event(at: at(50)) == .paste(text + "."))
    }

    @Test func `a paste without an end is dropped after five seconds`() {
        let assembler = paste([("rm -rf", at: 0)])
        #expect(assembler.event(at: at(4_999)) == nil)
        #expect(assembler.event(at: at(5_000)) == .pasteRefused(.unfinished))
    }

    @Test func `a paste beyond the limit is refused`() {
        let assembler = paste([("12345\u{1B}[201~", at: 0)], limit: 4)
        #expect(assembler.event(at: at(50)) == .pasteRefused(.tooLong(limit: 4)))
    }

    @Test func `ends of line become one newline each`() {
        #expect(paste([("a\r\nb\rc\nd\u{1B}[201~", at: 0)]).event(at: at(50)) == .paste("a\nb\nc\nd"))
    }
}
