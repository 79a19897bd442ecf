import Terminal
import Testing

@testable import TerminalNcurses

@Suite struct KeyDecoderTests {
    private func events(_ text: String, takesMouse: Bool = true) -> [TerminalEvent] {
        var decoder = KeyDecoder()
        decoder.takesMouse = takesMouse
        return decoder.events(text.utf8.map(RawKey.byte))
    }

    private func click(_ x: Int, _ y: Int) -> TerminalEvent { .click(Point(x: x, y: y)) }

    @Test func `a press of the left button is a click, in either form that terminals have`() {
        #expect(events("a\u{1B}[<0;3;4Mb") == [.key(.character("a")), click(2, 3), .key(.character("b"))])
        #expect(events("\u{1B}[<0;300;120M") == [click(299, 119)])
        #expect(events("a\u{1B}[M #$b") == [.key(.character("a")), click(2, 3), .key(.character("b"))])
        #expect(events("\u{1B}[<16;1;1M\u{1B}[<8;1;1M") == [click(0, 0), click(0, 0)])
    }

    @Test func `the wheel moves as the arrow keys do`() {
        #expect(events("\u{1B}[<64;3;4M\u{1B}[<65;3;4M") == [.key(.up), .key(.down)])
        #expect(events("\u{1B}[M`#$\u{1B}[Ma#$") == [.key(.up), .key(.down)])
    }

    @Test(arguments: [
        "\u{1B}[<0;3;4m", "\u{1B}[<1;3;4M", "\u{1B}[<2;3;4M", "\u{1B}[<32;3;4M", "\u{1B}[<35;3;4M",
        "\u{1B}[M##$",
        "\u{1B}[<0;0;0M", "\u{1B}[<;;M", "\u{1B}[<0;3M", "\u{1B}[<99999999999999999999;1;1M",
        "\u{1B}[<66;1;1M",
    ])
    func `what else a mouse does presses nothing, and its numbers are no keys`(report: String) {
        #expect(events("a" + report + "b") == [.key(.character("a")), .key(.character("b"))])
    }

    @Test func `a report may come in two batches`() {
        let whole = Array("\u{1B}[<0;30;14Mq".utf8).map(RawKey.byte)
        for cut in 3..<whole.count - 1 {
            var decoder = KeyDecoder()
            decoder.takesMouse = true
            let events = decoder.events(Array(whole[..<cut])) + decoder.events(Array(whole[cut...]))
            #expect(events == [click(29, 13), .key(.character("q"))], "cut at \(cut)")
        }
    }

    @Test func `reports that nobody asked for are dropped`() {
        #expect(events("a\u{1B}[<0;3;4M\u{1B}[<64;3;4M\u{1B}[M #$b", takesMouse: false).count == 2)
    }

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

extension KeyDecoder {
    fileprivate mutating func keyStrokes(_ keys: [RawKey]) -> [KeyStroke] {
        events(keys).compactMap { if case .key(let stroke) = $0 { stroke } else { nil } }
    }
}
