/// How many colours a terminal can show.
package enum ColourDepth: String, CaseIterable, Comparable, Sendable {
    /// None: states differ by bold, underline and reverse.
    case mono
    /// The terminal's own sixteen.
    case ansi16 = "16"
    /// Sixteen, a cube and greys.
    case indexed256 = "256"
    /// Any colour.
    case trueColour = "truecolor"

    /// Fewer colours come first.
    package static func < (left: ColourDepth, right: ColourDepth) -> Bool {
        left.order < right.order
    }

    private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension ColourDepth {
    /// The depth that the environment and the terminal's description call for.
    ///
    /// A wish (option or configuration) beats `NO_COLOR`, which beats `COLORTERM`, which beats the description.
    package init(wished: ColourDepth?, environment: TerminalEnvironment, described colours: Int) {
        if let wished {
            self = wished
        } else if environment.forbidsColour {
            self = .mono
        } else if environment.promisesTrueColour {
            self = .trueColour
        } else {
            self.init(described: colours)
        }
    }

    private init(described colours: Int) {
        switch colours {
        case ..<8: self = .mono
        case ..<256: self = .ansi16
        case 256...65536: self = .indexed256
        default: self = .trueColour
        }
    }
}
