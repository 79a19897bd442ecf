/// A look that a terminal of a certain depth can show.
package struct ResolvedPaint: Hashable, Sendable {
    /// The colour of the signs.
    package var foreground: ResolvedColour
    /// The colour behind them.
    package var background: ResolvedColour
    /// Weight, lines and the like.
    package var attributes: TextAttributes

    /// A look from its parts.
    package init(
        foreground: ResolvedColour = .terminalDefault, background: ResolvedColour = .terminalDefault,
        attributes: TextAttributes = []
    ) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }
}

/// A colour that a terminal of a certain depth has.
package enum ResolvedColour: Hashable, Sendable {
    /// Whatever the terminal uses where nothing is said.
    case terminalDefault
    /// One of its table; below 16 in a depth of sixteen.
    case indexed(UInt8)
    /// An exact colour, in true colour only.
    case direct(RGBColour)
}
