import Terminal
import Testing

@Suite struct ThemeTests {
    private let theme = Theme(
        name: "t", title: "T",
        roles: [
            .text: Paint(foreground: .rgb(RGBColour(0xC0CAF5)), background: .rgb(RGBColour(0x1A1B26))),
            .accent: Paint(foreground: .rgb(RGBColour(0x7AA2F7))),
            .bad: Paint(foreground: .rgb(RGBColour(0xF7768E))),
            .warning: Paint(foreground: .rgb(RGBColour(0xE0AF68))),
            .good: Paint(foreground: .ansi(.green)),
            .selection: Paint(background: .rgb(RGBColour(0x283457)), attributes: .bold),
        ])

    @Test(arguments: [
        ("#1a1b26", ThemeColour.rgb(RGBColour(0x1A1B26))), ("#FFF", .rgb(RGBColour(0xFFFFFF))),
        ("red", .ansi(.red)), ("bright-black", .ansi(.brightBlack)), ("208", .indexed(208)),
        ("default", .terminalDefault),
    ])
    func `colours are read as they are written`(spelling: String, colour: ThemeColour) {
        #expect(ThemeColour(spelling) == colour)
    }

    @Test(arguments: ["", "#12", "#12345g", "256", "-1", "reddish", "#+12345"])
    func `what is no colour is refused`(spelling: String) {
        #expect(ThemeColour(spelling) == nil)
    }

    @Test func `a role that is not named looks like its fallback`() {
        #expect(theme.paint(for: .tabActive) == theme.paint(for: .accent))
        #expect(theme.paint(for: .noticeError) == theme.paint(for: .bad))
        #expect(theme.paint(for: .badge).foreground == theme.paint(for: .accent).foreground)
    }

    @Test func `what a role leaves open comes from text`() {
        let paint = ResolvedTheme(theme, depth: .trueColour)[.bad]
        #expect(paint.foreground == .direct(RGBColour(0xF7768E)))
        #expect(paint.background == .direct(RGBColour(0x1A1B26)))
    }

    @Test func `256 colours give the nearest of the cube and the greys`() {
        let resolved = ResolvedTheme(theme, depth: .indexed256)
        #expect(resolved[.bad].foreground == .indexed(204))
        #expect(resolved[.text].background == .indexed(234))
        #expect(resolved[.good].foreground == .indexed(2))
    }

    @Test func `sixteen colours keep red red and yellow yellow`() {
        let resolved = ResolvedTheme(theme, depth: .ansi16)
        let reds: [ResolvedColour] = [.indexed(1), .indexed(9), .indexed(13)]
        let yellows: [ResolvedColour] = [.indexed(3), .indexed(11)]
        #expect(reds.contains(resolved[.bad].foreground))
        #expect(yellows.contains(resolved[.warning].foreground))
        #expect(resolved[.text].background == .indexed(0))
    }

    @Test func `without colour states differ by weight, line and reverse`() {
        let resolved = ResolvedTheme(theme, depth: .mono)
        let states = [Role.good, .warning, .bad].map { resolved[$0] }
        #expect(Set(states).count == 3)
        #expect(states.allSatisfy { $0.foreground == .terminalDefault && $0.background == .terminalDefault })
    }

    @Test(arguments: ColourDepth.allCases)
    func `a bad state shows through the selection`(depth: ColourDepth) {
        let resolved = ResolvedTheme(theme, depth: depth)
        let bad = resolved[CellStyle(.bad, .selected)]
        #expect(bad != resolved[CellStyle(.text, .selected)])
        #expect(bad != resolved[.bad])
    }

    @Test(arguments: [ColourDepth.mono, .ansi16])
    func `with few colours selection is reverse`(depth: ColourDepth) {
        let resolved = ResolvedTheme(theme, depth: depth)
        #expect(resolved[CellStyle(.text, .selected)].attributes.contains(.reverse))
    }

    @Test func `emphasis adds to the paint`() {
        let resolved = ResolvedTheme(theme, depth: .trueColour)
        #expect(resolved[CellStyle(.text).bold.underlined].attributes == [.bold, .underline])
    }

    @Test func `perceived distance and contrast are those of the sources`() {
        let (black, white) = (RGBColour(0), RGBColour(0xFFFFFF))
        #expect(abs(black.distance(to: white) - 1) < 0.001)
        #expect(abs(black.contrast(with: white) - 21) < 0.001)
        #expect(abs(RGBColour(0x777777).contrast(with: white) - 4.48) < 0.01)
    }
}
