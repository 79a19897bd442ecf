/// Whether words in one colour can be read on another, by the ratio that WCAG 2.1 asks of text.
///
/// The terminal's own ground may be black or white, and its own sixteen colours are taken for xterm's.
enum Legibility {
    /// - Source: Web Content Accessibility Guidelines 2.1, 1.4.3.
    static let least = 4.5

    static func holds(_ foreground: ResolvedColour, on ground: ResolvedColour) -> Bool {
        if foreground == .terminalDefault, ground == .terminalDefault { return true }
        return lights(foreground).allSatisfy { light in
            lights(ground).allSatisfy { light.contrast(with: $0) >= least }
        }
    }

    private static func lights(_ colour: ResolvedColour) -> [RGBColour] {
        switch colour {
        case .terminalDefault: [RGBColour(0x000000), RGBColour(0xFFFFFF)]
        case .indexed(let index): [Palette.colours[Int(index)]]
        case .direct(let colour): [colour]
        }
    }
}

extension ThemeColour {
    /// The colour as it is meant, whatever a terminal can show.
    var exact: ResolvedColour {
        switch self {
        case .terminalDefault: .terminalDefault
        case .ansi(let colour): .indexed(colour.rawValue)
        case .indexed(let index): .indexed(index)
        case .rgb(let colour): .direct(colour)
        }
    }
}
