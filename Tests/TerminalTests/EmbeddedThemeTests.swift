import Terminal
import Testing
import Themes

@Suite struct EmbeddedThemeTests {
    private static let names = ["default", "dark", "light", "high-contrast", "colour-blind", "sixteen"]

    /// Roles whose signs are lines and bars, or that are faint on purpose: no one reads them as text.
    private static let unread: Set<Role> = [.border, .progressRest, .disabled, .placeholder, .selection]

    private func theme(_ name: String) throws -> Theme {
        try FlowTheme(try #require(Themes.all.first { $0.name == name })).theme
    }

    private func exact(_ colour: ResolvedColour) throws -> RGBColour {
        guard case .direct(let colour) = colour else { throw FlowTheme.Malformed(line: "\(colour)") }
        return colour
    }

    @Test func `the program carries six themes, the default one first`() {
        #expect(Themes.all.map(\.name) == Self.names)
    }

    @Test(arguments: names)
    func `every role that a theme names exists, and every colour can be read`(name: String) throws {
        #expect(try theme(name).roles.count > 20)
    }

    @Test(arguments: [("dark", 4.5), ("light", 4.5), ("colour-blind", 4.5), ("high-contrast", 7)])
    func `words stand out from their ground, selected or not`(name: String, minimum: Double) throws {
        let resolved = ResolvedTheme(try theme(name), depth: .trueColour)
        for role in Role.allCases where !Self.unread.contains(role) {
            for style in [CellStyle(role), CellStyle(role, .selected)] {
                let paint = resolved[style]
                let contrast = try exact(paint.foreground).contrast(with: try exact(paint.background))
                #expect(contrast >= minimum, "\(role) \(style.isSelected): \(contrast)")
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

    @Test(arguments: ["default", "sixteen"])
    func `themes for sixteen colours look the same with more`(name: String) throws {
        let theme = try theme(name)
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
