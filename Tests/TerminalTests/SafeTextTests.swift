import Terminal
import Testing

@Suite struct SafeTextTests {
    @Test(arguments: [
        ("a\u{1B}[31mb", "a␛[31mb"),
        ("\u{1B}]52;c;cGF5bG9hZA==\u{7}", "␛]52;c;cGF5bG9hZA==␇"),
        ("\u{1B}]8;;https://example.test\u{1B}\\x", "␛]8;;https://example.test␛\\x"),
        ("a\u{9B}31m", "a␦31m"),
        ("tab\tnew\nline\r", "tab␉new␊line␍"),
        ("n\0l", "n␀l"),
        ("del\u{7F}", "del␡"),
        ("two\u{2028}lines", "two␤lines"),
    ])
    func `controls become pictures`(given: String, shown: String) {
        #expect(SafeText(given).text == shown)
    }

    @Test(arguments: [
        ("exe\u{202E}gpj.txt", "exe◌gpj.txt"),
        ("\u{2066}a\u{2069}", "◌a◌"),
        ("a\u{200B}\u{200B}\u{FEFF}b", "a◌b"),
        ("A\u{200F}\u{061C}B", "A◌B"),
        ("soft\u{AD}hyphen", "soft◌hyphen"),
        ("\u{E0041}x", "◌x"),
        ("\u{3164}", "◌"),
        ("a\u{FE0F}", "a◌"),
    ])
    func `each run of what cannot be seen becomes one sign`(given: String, shown: String) {
        #expect(SafeText(given).text == shown)
    }

    @Test(arguments: ["\u{E000}", "\u{F8FF}", "\u{10FFFD}", "\u{378}", "\u{FFFF}"])
    func `private and unassigned scalars become a box`(given: String) {
        #expect(SafeText(given).text == "□")
    }

    @Test(arguments: [
        ([0x61, 0xFF, 0x62] as [UInt8], "a\u{FFFD}b"),
        ([0xC3, 0x28], "\u{FFFD}("),
        ([0xED, 0xA0, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}"),
        ([0xF0, 0x9F, 0x98], "\u{FFFD}"),
        ([0xC0, 0xAF], "\u{FFFD}\u{FFFD}"),
        ([0x4A, 0x6F, 0x73, 0xE9], "Jos\u{FFFD}"),
        ([0x4A, 0x6F, 0x73, 0xC3, 0xA9], "José"),
    ])
    func `broken UTF-8 shows as replacement characters`(bytes: [UInt8], shown: String) {
        #expect(SafeText(bytes: bytes).text == shown)
    }

    @Test(arguments: [
        ("👨‍👩‍👧!", "👨◌!", 4),
        ("👍🏽", "👍◌", 3),
        ("❤️", "❤◌", 2),
        ("1️⃣", "1◌", 2),
        ("🇩🇪🇫🇷", "DEFR", 4),
        ("🏴\u{E0067}\u{E0062}\u{E007F}", "🏴◌", 3),
        ("😀", "😀", 2),
    ])
    func `an emoji sequence shows its first emoji and a sign for the rest`(
        given: String, shown: String, width: Int
    ) {
        let text = SafeText(given)
        #expect(text.text == shown)
        #expect(text.width == width)
    }

    @Test func `a combining tower is cut at four marks`() {
        let tower = "e" + String(repeating: "\u{301}", count: 10_000) + "x"
        let text = SafeText(tower)
        #expect(text.width == 3)
        #expect(text.glyphs.map(\.scalars.count) == [5, 1, 1])
        #expect(text.text.unicodeScalars.suffix(2).map(String.init) == ["◌", "x"])
    }

    @Test func `a mark without a character stands on a dotted circle`() {
        #expect(SafeText("\u{301}a").text == "◌\u{301}a")
    }

    @Test func `conjoining Hangul stays one wide glyph`() {
        let text = SafeText("\u{1112}\u{1161}\u{11AB}")
        #expect(text.width == 2)
        #expect(text.glyphs.count == 1)
    }

    @Test func `reading ends when the limit is reached`() {
        let endless = sequence(first: UInt8(ascii: "x")) { $0 }
        #expect(SafeText(bytes: endless, limit: 40).width == 40)
    }

    @Test func `a wide glyph never goes beyond the limit`() {
        #expect(SafeText("日本", limit: 3).text == "日")
    }

    @Test func `nothing emitted would steer a terminal`() {
        let all = String(
            String.UnicodeScalarView((0...0x10FFFF as ClosedRange<UInt32>).compactMap(Unicode.Scalar.init)))
        let steering = SafeText(all).glyphs.flatMap(\.scalars).filter { scalar in
            scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
                || scalar.properties.generalCategory == .format
                    && scalar.properties.isDefaultIgnorableCodePoint
        }
        #expect(steering.isEmpty)
    }

    @Test(arguments: [
        ("José Müller", "Jose Muller"), ("žluťoučký kůň", "zlutoucky kun"), ("日本", "??"), ("a…b", "a~b"),
        ("│─┼", "|-+"), ("\u{1B}", "?"), ("“x” – y", "\"x\" - y"), ("e\u{301}", "e"),
    ])
    func `ASCII folding keeps what can be kept`(given: String, shown: String) {
        let text = SafeText(given, alphabet: .ascii)
        #expect(text.text == shown)
        #expect(text.width == shown.utf8.count)
    }
}
