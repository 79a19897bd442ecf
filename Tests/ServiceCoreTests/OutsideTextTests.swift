import ServiceCore
import Testing

@Suite struct OutsideTextTests {
    @Test(arguments: [
        ("\u{FEFF}theme: dusk\r\nplain: true\r\n", "theme: dusk\nplain: true\n"),
        ("\u{FEFF}", ""), ("", ""), ("a\nb", "a\nb"), ("a\u{FEFF}b", "a\u{FEFF}b"),
        ("\u{FEFF}\u{301}x", "\u{301}x"), ("a\rb", "a\rb"), ("a\r\r\nb", "a\r\nb"),
    ])
    func `a byte order mark and carriage returns before line feeds are no part of a text`(
        text: String, read: String
    ) {
        #expect(text.asWrittenHere == read)
    }
}
