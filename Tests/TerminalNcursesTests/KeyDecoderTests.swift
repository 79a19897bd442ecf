import Terminal
import Testing

@testable import TerminalNcurses

@Suite struct KeyDecoderTests {
    private func strokes(_ text: String) -> [KeyStroke] {
        var decoder = KeyDecoder()
        return decoder.keyStrokes(text.utf8.map(RawKey.byte))
    }

    @Test func `control characters are keys with Ctrl, but for those with a key of their own`() {
        #expect(
            strokes("\u{0}\u{1}\u{1A}\u{1C}\u{8}\t\n\r\u{7F}") == [
                .control("@"), .control("a"), .control("z"), .control("\\"), .backspace, .tab, .enter, .enter,
                .backspace,
            ])
    }

    @Test(arguments: ["\u{1B}[1;2P", "\u{1B}[1;5S", "\u{1B}[I", "\u{1B}[?1;2c", "\u{1B}Ox"])
    func `no letter of an unknown sequence is a command`(sequence: String) {
        #expect(strokes("a" + sequence + "b") == [.character("a"), .character("b")])
    }

    @Test func `Esc and the key behind it are two keys`() {
        #expect(strokes("\u{1B}X") == [.escape, .character("X")])
        #expect(strokes("\u{1B}[") == [.escape, .character("[")])
        #expect(strokes("\u{1B}\u{1B}") == [.escape, .escape])
    }

    @Test func `a character may come in two batches`() {
        var decoder = KeyDecoder()
        #expect(decoder.keyStrokes([.byte(0xE6), .byte(0x97)]).isEmpty)
        #expect(decoder.keyStrokes([.byte(0xA5), .byte(0x78)]) == [.character("日"), .character("x")])
    }

    @Test(
        arguments: [[0xFF], [0xC3], [0xA9], [0xE6, 0x97], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF8, 0x88]]
            as [[UInt8]])
    func `broken UTF-8 presses nothing and swallows nothing`(bytes: [UInt8]) {
        var decoder = KeyDecoder()
        #expect(
            decoder.keyStrokes(bytes.map(RawKey.byte) + [.byte(0x71), .key(.up)]) == [.character("q"), .up])
    }

    @Test func `stray marks of pastes and eight-bit controls press nothing`() {
        var decoder = KeyDecoder()
        #expect(decoder.keyStrokes([.pasteEnd, .other, .byte(0xC2), .byte(0x9B), .key(.up)]) == [.up])
    }
}
