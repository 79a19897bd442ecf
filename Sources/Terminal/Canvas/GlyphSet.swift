/// The signs that widgets draw with, in one of three alphabets.
package struct GlyphSet: Hashable, Sendable {
    /// Which characters may reach a cell.
    package let alphabet: Alphabet
    /// Borders are left out for screen readers: they would be read aloud.
    package let drawsBorders: Bool
    /// Lines: across, down, the four corners (top left, top right, bottom left, bottom right), tees and cross.
    package let horizontal, vertical: Character
    package let topLeft, topRight, bottomLeft, bottomRight: Character
    package let teeLeft, teeRight, teeTop, teeBottom, cross: Character
    /// Eight heights of a sparkline's column, lowest first.
    package let sparks: [Character]
    /// A full block, its parts from one eighth up (one sign where there are no parts), and the rest of the bar.
    package let blockFull: Character
    package let blockParts: [Character]
    package let blockEmpty: Character
    /// Signs of a row: done, failed, warned, marked, told, live or refreshed.
    package let check, crossMark, warningSign, mark, bullet, refreshed: Character
    /// Arrows, and the two that tell how a column is sorted.
    package let arrowUp, arrowDown, arrowLeft, arrowRight, sortedUp, sortedDown: Character
    /// What stands for text cut off.
    package let ellipsis: Character
    /// Between the parts of a path, and between the parts of a line.
    package let pathSeparator, separator: Character
    /// The pictures of a spinner in turn; empty where nothing may move.
    package let spinner: [Character]
}

/// Which characters may reach the terminal.
package enum Alphabet: Hashable, Sendable {
    /// Whatever is printable.
    case unicode
    /// ASCII alone, for a locale that is not UTF-8 and for `--ascii`.
    case ascii
}
