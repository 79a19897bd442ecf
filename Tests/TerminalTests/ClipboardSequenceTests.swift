import Terminal
import Testing

@Suite struct ClipboardSequenceTests {
    private func text(_ sequence: ClipboardSequence?) -> String? {
        sequence.map { String(decoding: $0.bytes, as: UTF8.self) }
    }

    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("é", "w6k="),
    ])
    func `text goes out in base 64`(given: String, encoded: String) {
        #expect(text(ClipboardSequence(copying: given, insideTmux: false)) == "\u{1B}]52;c;\(encoded)\u{7}")
    }

    @Test func `tmux is asked to hand it on`() {
        let sequence = ClipboardSequence(copying: "foo", insideTmux: true)
        #expect(text(sequence) == "\u{1B}Ptmux;\u{1B}\u{1B}]52;c;Zm9v\u{7}\u{1B}\\")
    }

    @Test func `text too long for terminals is not sent`() {
        let long = String(repeating: "x", count: ClipboardSequence.limit + 1)
        #expect(ClipboardSequence(copying: long, insideTmux: false) == nil)
    }
}
