/// A grid of cells that name roles; what a screen draws and a terminal paints.
///
/// Drawing outside the clip is dropped, a wide glyph is never cut in half (a blank stands in), and two canvases
/// that look the same are equal.
package struct Canvas: Equatable, Sendable {
    /// The extent of the whole grid.
    package let size: Size
    /// The signs that widgets draw with, and which characters may stand in cells.
    package let glyphs: GlyphSet
    /// Where the hardware cursor shows; nil hides it.
    package var cursor: Point?
    /// All cells, row by row.
    package private(set) var cells: [Cell]
    private var clip: Rect

    /// A blank canvas.
    package init(size: Size, glyphs: GlyphSet = .unicode) {
        self.size = size
        self.glyphs = glyphs
        cells = Array(repeating: .blank, count: size.width * size.height)
        clip = Rect(size)
    }

    /// The block that covers everything.
    package var bounds: Rect { Rect(size) }

    /// The cell at `point`; nil outside.
    package subscript(_ point: Point) -> Cell? {
        bounds.contains(point) ? cells[point.y * size.width + point.x] : nil
    }

    /// The cells of one row, from left to right; empty outside.
    package func row(_ y: Int) -> ArraySlice<Cell> {
        guard y >= 0, y < size.height else { return [] }
        return cells[(y * size.width)..<((y + 1) * size.width)]
    }

    /// Draws with everything outside `rect` left alone.
    package mutating func clipped<Failure: Error>(
        to rect: Rect, _ draw: (inout Canvas) throws(Failure) -> Void
    ) throws(Failure) {
        let outer = clip
        clip = outer.intersection(rect)
        defer { clip = outer }
        try draw(&self)
    }

    /// Puts one glyph and says how many columns it takes, seen or not.
    @discardableResult
    mutating func put(_ glyph: Glyph, at point: Point, _ style: CellStyle) -> Int {
        let width = Int(glyph.width)
        guard point.y >= clip.minY, point.y < clip.maxY else { return width }
        if point.x >= clip.minX, point.x + width <= clip.maxX {
            let index = point.y * size.width + point.x
            set(index, to: Cell(glyph, style), column: point.x)
            if width == 2 { set(index + 1, to: Cell(.continuation, style), column: point.x + 1) }
            return width
        }
        for x in point.x..<(point.x + width) where x >= clip.minX && x < clip.maxX {
            set(point.y * size.width + x, to: Cell(.space, style), column: x)
        }
        return width
    }

    /// Changes the style of what already stands in `rect`.
    package mutating func restyle(_ rect: Rect, _ change: (CellStyle) -> CellStyle) {
        let visible = rect.intersection(clip)
        for y in visible.minY..<max(visible.minY, visible.maxY) {
            for index in (y * size.width + visible.minX)..<(y * size.width + visible.maxX) {
                cells[index].style = change(cells[index].style)
            }
        }
    }

    /// Writes ASCII straight into cells; the caller has checked that every byte is printable.
    mutating func put(ascii bytes: some Collection<UInt8>, at point: Point, _ style: CellStyle) {
        guard point.y >= clip.minY, point.y < clip.maxY else { return }
        var x = point.x
        for byte in bytes {
            if x >= clip.maxX { return }
            if x >= clip.minX {
                let glyph = Glyph(trusted: Unicode.Scalar(byte))
                set(point.y * size.width + x, to: Cell(glyph, style), column: x)
            }
            x += 1
        }
    }

    /// Replaces a cell and blanks the other half of a wide glyph that it breaks.
    private mutating func set(_ index: Int, to cell: Cell, column: Int) {
        let old = cells[index].glyph.width
        if old == 0, cell.glyph.width != 0, column > 0 { cells[index - 1].glyph = .space }
        if old == 2, column + 1 < size.width { cells[index + 1].glyph = .space }
        cells[index] = cell
    }
}
