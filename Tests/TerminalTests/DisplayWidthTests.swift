import Terminal
import Testing

@Suite struct DisplayWidthTests {
    @Test(
        arguments: [
            ("a", 1), ("é", 1), ("日", 2), ("😀", 2), ("\u{301}", 0), ("─", 1), ("한", 2), ("ｱ", 1), ("Ａ", 2),
        ] as [(Unicode.Scalar, Int)])
    func `scalars take the columns that wcwidth gives them`(scalar: Unicode.Scalar, columns: Int) {
        #expect(DisplayWidth.of(scalar) == columns)
    }

    @Test(
        arguments: ["\u{0}", "\u{1B}", "\u{7F}", "\u{9B}", "\u{378}", "\u{E000}", "\u{10FFFF}"]
            as [Unicode.Scalar])
    func `what cannot be printed has no width`(scalar: Unicode.Scalar) {
        #expect(DisplayWidth.of(scalar) == nil)
    }

    @Test(arguments: [("kim@example.test", 16), ("日本", 4), ("a\u{1B}b", 3), ("👨‍👩‍👧", 3), ("", 0)])
    func `text is as wide as what is shown of it`(text: String, columns: Int) {
        #expect(DisplayWidth.of(text) == columns)
        #expect(SafeText(text).width == columns)
    }
}
