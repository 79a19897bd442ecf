/// One place of a canvas: what it shows and in which style.
package struct Cell: Hashable, Sendable {
    /// What is shown; of width 0 in the right half of a wide glyph.
    package var glyph: Glyph
    /// What it means.
    package var style: CellStyle

    /// A cell that shows `glyph` in `style`.
    package init(_ glyph: Glyph, _ style: CellStyle) {
        self.glyph = glyph
        self.style = style
    }

    /// A blank of ordinary text.
    package static let blank = Cell(.space, CellStyle(.text))
}
