internal import CNcurses
internal import Terminal

/// A resolved paint in the numbers that ncurses takes.
struct CellLook: Hashable {
    let attributes: UInt32
    let pair: Int32

    @MainActor init(_ paint: ResolvedPaint, colours: Int) {
        var attributes = paint.attributes
        let foreground = Self.number(paint.foreground, colours: colours)
        // Eight colours have no bright ones: bold is what such terminals brighten.
        if foreground.isBrightened { attributes.insert(.bold) }
        self.attributes = Self.bits(attributes)
        pair = cn_pair(foreground.number, Self.number(paint.background, colours: colours).number)
    }

    private static func number(_ colour: ResolvedColour, colours: Int) -> (number: Int32, isBrightened: Bool)
    {
        switch colour {
        case .terminalDefault: (Int32(CN_DEFAULT_COLOUR), false)
        case .indexed(let index) where colours <= 8 && index >= 8: (Int32(index % 8), true)
        case .indexed(let index): (Int32(index), false)
        // Below 16 ncurses would take the number for one of the terminal's own sixteen.
        case .direct(let colour): (Int32(max(16, colour.value)), false)
        }
    }

    private static func bits(_ attributes: TextAttributes) -> UInt32 {
        let pairs: [(TextAttributes, Int)] = [
            (.bold, CN_BOLD), (.dim, CN_DIM), (.underline, CN_UNDERLINE), (.reverse, CN_REVERSE),
            (.italic, CN_ITALIC),
        ]
        return pairs.reduce(0) { attributes.contains($1.0) ? $0 | UInt32($1.1) : $0 }
    }
}
