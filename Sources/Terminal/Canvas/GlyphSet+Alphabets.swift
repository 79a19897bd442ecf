extension GlyphSet {
    /// Lines, blocks and arrows of Unicode.
    package static let unicode = GlyphSet(
        alphabet: .unicode, drawsBorders: true,
        horizontal: "─", vertical: "│", topLeft: "┌", topRight: "┐", bottomLeft: "└", bottomRight: "┘",
        teeLeft: "├", teeRight: "┤", teeTop: "┬", teeBottom: "┴", cross: "┼",
        sparks: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
        blockFull: "█", blockParts: ["▏", "▎", "▍", "▌", "▋", "▊", "▉"], blockEmpty: "░",
        check: "✓", crossMark: "✗", warningSign: "!", mark: "●", bullet: "•", refreshed: "⟳",
        arrowUp: "↑", arrowDown: "↓", arrowLeft: "←", arrowRight: "→", sortedUp: "▲", sortedDown: "▼",
        ellipsis: "…", pathSeparator: "›", separator: "·",
        spinner: ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"])

    /// The same signs in ASCII.
    package static let ascii = GlyphSet(
        alphabet: .ascii, drawsBorders: true,
        horizontal: "-", vertical: "|", topLeft: "+", topRight: "+", bottomLeft: "+", bottomRight: "+",
        teeLeft: "+", teeRight: "+", teeTop: "+", teeBottom: "+", cross: "+",
        sparks: ["_", ".", ",", "-", "=", "+", "*", "#"],
        blockFull: "#", blockParts: [], blockEmpty: ".",
        check: "+", crossMark: "x", warningSign: "!", mark: "*", bullet: "*", refreshed: "@",
        arrowUp: "^", arrowDown: "v", arrowLeft: "<", arrowRight: ">", sortedUp: "^", sortedDown: "v",
        ellipsis: "~", pathSeparator: ">", separator: "-",
        spinner: ["|", "/", "-", "\\"])

    /// No borders, nothing that moves: for screen readers. `alphabet` rules the signs that are left.
    package static func plain(_ alphabet: Alphabet) -> GlyphSet {
        (alphabet == .ascii ? GlyphSet.ascii : .unicode).withoutDecoration()
    }

    /// For screen readers, with the words of any language.
    package static let plain = plain(.unicode)

    private func withoutDecoration() -> GlyphSet {
        GlyphSet(
            alphabet: alphabet, drawsBorders: false,
            horizontal: " ", vertical: " ", topLeft: " ", topRight: " ", bottomLeft: " ", bottomRight: " ",
            teeLeft: " ", teeRight: " ", teeTop: " ", teeBottom: " ", cross: " ",
            sparks: Array(repeating: " ", count: 8),
            blockFull: "#", blockParts: [], blockEmpty: ".",
            check: "+", crossMark: "x", warningSign: "!", mark: "*", bullet: "*", refreshed: " ",
            arrowUp: "^", arrowDown: "v", arrowLeft: "<", arrowRight: ">", sortedUp: "^", sortedDown: "v",
            ellipsis: ellipsis, pathSeparator: ">", separator: "-", spinner: [])
    }
}
