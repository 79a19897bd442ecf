import ServiceCore
import Terminal

extension StateWord.Tone {
    /// The role in which a word of this tone is shown.
    var role: Role {
        switch self {
        case .neutral: .text
        case .good: .good
        case .warning: .warning
        case .bad: .bad
        case .info: .info
        }
    }

    /// The sign that says the same without colour.
    func sign(of glyphs: GlyphSet) -> Character {
        switch self {
        case .neutral, .info: glyphs.bullet
        case .good: glyphs.check
        case .warning: glyphs.warningSign
        case .bad: glyphs.crossMark
        }
    }
}

extension Optional where Wrapped == StateWord.Tone {
    /// The role of the tone, else that of ordinary words.
    func role(or other: Role = .text) -> Role {
        guard let tone = self, tone != .neutral else { return other }
        return tone.role
    }
}
