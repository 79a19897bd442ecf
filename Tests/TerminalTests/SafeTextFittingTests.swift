import Terminal
import Testing

@Suite struct SafeTextFittingTests {
    @Test(arguments: [
        (Truncation.end, "kim.long@…"), (.middle, "kim.l….test"), (.start, "…mple.test"),
        (.clip, "kim.long@e"),
    ])
    func `what does not fit gives way where it is told to`(truncation: Truncation, shown: String) {
        let columns = truncation == .middle ? 11 : 10
        #expect(SafeText("kim.long@example.test").truncated(to: columns, truncation).text == shown)
    }

    @Test func `the middle of an address gives way, both ends stay`() {
        let text = SafeText("kim.long@example.test").truncated(to: 12, .middle)
        #expect(text.text == "kim.lo….test")
        #expect(text.width == 12)
    }

    @Test func `text that fits is left alone`() {
        #expect(SafeText("kim").truncated(to: 3, .middle).text == "kim")
    }

    @Test func `a wide glyph is not cut in half`() {
        let text = SafeText("日本語").truncated(to: 4)
        #expect(text.text == "日…")
        #expect(text.width == 3)
    }

    @Test func `no room gives no text`() {
        #expect(SafeText("kim").truncated(to: 0).isEmpty)
        #expect(SafeText("kim").truncated(to: 1).text == "…")
    }

    @Test(arguments: [(Alignment.leading, "42   "), (.trailing, "   42"), (.center, " 42  ")])
    func `padding fills up to the width`(alignment: Alignment, shown: String) {
        #expect(SafeText("42").padded(to: 5, alignment).text == shown)
    }

    @Test func `lines wrap at blanks, and within a word that is too long`() {
        let lines = SafeText("one two threefourfive").wrapped(to: 8)
        #expect(lines.map(\.text) == ["one two", "threefou", "rfive"])
    }

    @Test func `a glyph wider than the line stands alone rather than for ever`() {
        #expect(SafeText("日本").wrapped(to: 1).map(\.text) == ["日", "本"])
    }

    @Test func `ends of line split text, whichever they are`() {
        #expect(SafeText.lines(of: "a\r\nb\nc\rd\te").map(\.text) == ["a", "b", "c", "d    e"])
    }
}
