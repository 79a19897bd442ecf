extension FilterTerm.Comparison {
    /// Whether a text passes a test for another; case and accents are folded on both sides.
    ///
    /// What SQL cannot compare by itself is asked here, so that a store and a loaded list answer alike.
    package func accepts(_ text: String, _ wanted: String) -> Bool {
        switch self {
        case .names: Self.names(Self.plain(wanted), in: Self.plain(text))
        case .equals: TextFolding.fold(text) == TextFolding.fold(wanted)
        case .matches: RegularExpression.isFound(wanted, in: text)
        default: TextFolding.fold(text).contains(TextFolding.fold(wanted))
        }
    }

    /// Whether a name, as of a group, passes: one that is meant whole is told from others as names are, since a filter may
    /// be an audience.
    package func accepts(name: String, _ wanted: String) -> Bool {
        self == .equals ? NameKey(name) == NameKey(wanted) : accepts(name, wanted)
    }

    /// Whether the wanted text begins a word of a state, and no `not` stands before it.
    ///
    /// So `active` leaves `inactive` out and `verified` leaves `not verified` out, `bounce` takes the soft and
    /// the hard ones, and a word being typed narrows as it grows.
    private static func names(_ wanted: String, in state: String) -> Bool {
        if state.hasPrefix(wanted) { return true }
        return !state.split(separator: " ").contains("not") && state.contains(" \(wanted)")
    }

    /// States are written with blanks, and typed with dashes where quotes are too long.
    private static func plain(_ text: String) -> String {
        TextFolding.fold(text).replacing("-", with: " ").replacing("_", with: " ")
    }
}
