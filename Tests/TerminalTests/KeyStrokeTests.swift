import Terminal
import Testing

@Suite struct KeyStrokeTests {
    private static let all: [KeyStroke] =
        [
            .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .insert, .delete, .backspace, .tab,
            .backTab,
            .enter, .escape, .control("@"), .control("]"), .control("\\"), .character("é"), .character("日"),
        ]
        + (1...12).map(KeyStroke.function)
        + (0x20..<0x7F).map { .character(Character(Unicode.Scalar($0))) }
        + "abcdefghjklnopqrstuvwxyz".map(KeyStroke.control)

    @Test(arguments: all)
    func `a spelling reads back as the same key`(key: KeyStroke) {
        #expect(KeyStroke(spelling: key.spelling) == key)
    }

    @Test(arguments: [
        ("Ctrl-S", KeyStroke.control("s")), ("ctrl-s", .control("s")), ("^s", .control("s")),
        ("S-Tab", .backTab),
        ("F5", .function(5)), ("PgDn", .pageDown), ("Space", .character(" ")), (" ", .character(" ")),
        ("Esc", .escape), ("Ctrl-I", .tab), ("G", .character("G")), ("F", .character("F")),
        ("^", .character("^")),
    ])
    func `keys are spelled as people write them`(spelling: String, key: KeyStroke) {
        #expect(KeyStroke(spelling: spelling) == key)
    }

    @Test(arguments: ["", "F0", "F13", "Ctrl-", "Ctrl-ab", "Ctrl-é", "jj", "Meta-x", "\u{1B}", "\t"])
    func `what is no key is refused`(spelling: String) {
        #expect(KeyStroke(spelling: spelling) == nil)
    }

    @Test func `only characters type`() {
        #expect(KeyStroke.character("x").typed == "x")
        #expect(KeyStroke.control("x").typed == nil)
    }
}
