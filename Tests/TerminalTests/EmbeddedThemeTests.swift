import Testing
import Themes

@testable import Terminal

@Suite struct EmbeddedThemeTests {
    private static let names = ["default", "dark", "light", "high-contrast", "colour-blind", "sixteen"]

    private func theme(_ name: String) throws -> Theme {
        try FlowTheme(try #require(Themes.all.first { $0.name == name })).theme
    }

    /// What a colour may be: the terminal's own ground is black or white, its own sixteen are xterm's.
    private func lights(_ colour: ResolvedColour) -> [RGBColour] {
        switch colour {
        case .terminalDefault: [RGBColour(0x000000), RGBColour(0xFFFFFF)]
        case .indexed(let index): [Palette.colours[Int(index)]]
        case .direct(let colour): [colour]
        }
    }

    /// The least contrast that a look may come to; that of the terminal's own pair is the terminal's affair.
    private func contrast(_ paint: ResolvedPaint) -> Double {
        if paint.foreground == .terminalDefault, paint.background == .terminalDefault { return 21 }
        let pairs = lights(paint.foreground).flatMap { light in
            lights(paint.background).map { light.contrast(with: $0) }
        }
        return pairs.min() ?? 0
    }

    @Test func `the program carries six themes, the default one first`() {
        #expect(Themes.all.map(\.name) == Self.names)
    }

    @Test(arguments: names)
    func `every role that a theme names exists, and every colour can be read`(name: String) throws {
        #expect(try theme(name).roles.count > 20)
    }

    @Test(arguments: names, [ColourDepth.ansi16, .indexed256, .trueColour])
    func `words stand out from their ground, black or white, selected or not`(
        name: String, depth: ColourDepth
    ) throws {
        let resolved = ResolvedTheme(try theme(name), depth: depth)
        let least = name == "high-contrast" && depth == .trueColour ? 7 : 4.5
        for role in Role.allCases where role.isRead {
            for style in [CellStyle(role), CellStyle(role, .selected)] {
                let contrast = contrast(resolved[style])
                #expect(contrast >= least, "\(role) \(style.isSelected): \(contrast)")
            }
        }
    }

    @Test(arguments: names, ColourDepth.allCases)
    func `states and selection differ at every depth`(name: String, depth: ColourDepth) throws {
        let resolved = ResolvedTheme(try theme(name), depth: depth)
        #expect(Set([Role.good, .warning, .bad].map { resolved[$0] }).count == 3)
        for role in [Role.text, .good, .warning, .bad, .dim] {
            #expect(resolved[CellStyle(role, .selected)] != resolved[role], "\(role)")
        }
        #expect(resolved[CellStyle(.bad, .selected)] != resolved[CellStyle(.text, .selected)])
    }

    @Test func `the default theme keeps the terminal's own colours`() throws {
        let resolved = ResolvedTheme(try theme("default"), depth: .trueColour)
        #expect(resolved[.text] == ResolvedPaint())
        #expect(Role.allCases.allSatisfy { resolved[$0].background == .terminalDefault })
    }

    @Test func `with sixteen colours the default theme tells roles apart by weight`() throws {
        let resolved = ResolvedTheme(try theme("default"), depth: .ansi16)
        #expect(Role.allCases.filter(\.isRead).allSatisfy { resolved[$0].foreground == .terminalDefault })
    }

    @Test func `the theme for sixteen colours looks the same with more`() throws {
        let theme = try theme("sixteen")
        let few = ResolvedTheme(theme, depth: .ansi16)
        let many = ResolvedTheme(theme, depth: .trueColour)
        #expect(Role.allCases.allSatisfy { few[$0] == many[$0] })
    }
}

/// Reads the one shape in which our theme files are written; users' files are read as YAML elsewhere.
private struct FlowTheme {
    struct Malformed: Error { let line: String }

    let theme: Theme

    init(_ embedded: EmbeddedTheme) throws {
        var roles: [Role: Paint] = [:]
        for line in String(decoding: embedded.bytes, as: UTF8.self).split(separator: "\n") {
            guard let match = line.wholeMatch(of: #/  (\w+): \{(.*)\}/#) else { continue }
            guard let role = Role(rawValue: String(match.1)) else { throw Malformed(line: String(line)) }
            roles[role] = try Self.paint(match.2)
        }
        theme = Theme(name: embedded.name, title: embedded.name, roles: roles)
    }

    private static func paint(_ text: Substring) throws -> Paint {
        var paint = Paint()
        for part in text.split(separator: ", ") {
            let pair = part.split(separator: ": ")
            guard pair.count == 2 else { throw Malformed(line: String(text)) }
            let value = String(pair[1].filter { $0 != "\"" })
            switch pair[0] {
            case "fg": paint.foreground = try colour(value)
            case "bg": paint.background = try colour(value)
            case "bold": paint.attributes.insert(.bold)
            case "dim": paint.attributes.insert(.dim)
            case "underline": paint.attributes.insert(.underline)
            case "reverse": paint.attributes.insert(.reverse)
            case "italic": paint.attributes.insert(.italic)
            default: throw Malformed(line: String(text))
            }
        }
        return paint
    }

    private static func colour(_ text: String) throws -> ThemeColour {
        guard let colour = ThemeColour(text) else { throw Malformed(line: text) }
        return colour
    }
}
