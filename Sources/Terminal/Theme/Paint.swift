/// How a role looks, as far as the theme says.
package struct Paint: Hashable, Sendable {
    /// The colour of the signs; nil takes that of `text`.
    package var foreground: ThemeColour?
    /// The colour behind them; nil takes that of `text`.
    package var background: ThemeColour?
    /// Weight, lines and the like.
    package var attributes: TextAttributes

    /// A look from its parts.
    package init(
        foreground: ThemeColour? = nil, background: ThemeColour? = nil, attributes: TextAttributes = []
    ) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }
}

/// How signs are drawn, apart from their colour.
package struct TextAttributes: OptionSet, Hashable, Sendable {
    /// The bits, for `OptionSet`.
    package let rawValue: UInt8

    /// The set with these bits.
    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// Heavier.
    package static let bold = TextAttributes(rawValue: 1)
    /// Fainter.
    package static let dim = TextAttributes(rawValue: 2)
    /// With a line below.
    package static let underline = TextAttributes(rawValue: 4)
    /// With both colours exchanged.
    package static let reverse = TextAttributes(rawValue: 8)
    /// Slanted, where the terminal can.
    package static let italic = TextAttributes(rawValue: 16)
}
