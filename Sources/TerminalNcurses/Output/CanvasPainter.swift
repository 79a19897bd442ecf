internal import CNcurses
internal import Terminal

/// Hands to ncurses what differs from the canvas that it painted last.
@MainActor struct CanvasPainter {
    private var shown: Canvas?
    private var theme: ResolvedTheme?
    private var looks: [CellStyle: CellLook] = [:]

    /// Forgets what was painted: the next canvas is painted whole.
    mutating func forget() {
        shown = nil
    }

    mutating func paint(_ canvas: Canvas, _ theme: ResolvedTheme, on screen: Size) {
        if theme != self.theme {
            self.theme = theme
            looks = [:]
            shown = nil
        }
        if canvas.size != shown?.size {
            shown = nil
            cn_erase()
        }
        for y in 0..<min(canvas.size.height, screen.height) { paintRow(y, of: canvas, columns: screen.width) }
        placeCursor(canvas.cursor, on: screen)
        cn_refresh()
        shown = canvas
    }

    private mutating func paintRow(_ y: Int, of canvas: Canvas, columns: Int) {
        let cells = canvas.row(y).prefix(columns)
        guard let changed = changedPart(of: cells, y) else { return }
        var start = changed.lowerBound
        while start < changed.upperBound {
            let style = cells[start].style
            let end = cells[start..<changed.upperBound].firstIndex { $0.style != style } ?? changed.upperBound
            let isCut = end == cells.endIndex && cells[end - 1].glyph.width == 2
            put(cells[start..<end], cutting: isCut, y: y, x: start - cells.startIndex, look(of: style))
            start = end
        }
    }

    /// The cells from the first to the last that changed; whole glyphs only.
    private func changedPart(of cells: ArraySlice<Cell>, _ y: Int) -> Range<Int>? {
        guard let old = shown?.row(y).prefix(cells.count) else { return cells.indices }
        guard old != cells else { return nil }
        // Both rows are equally long and lie at the same indices.
        guard let first = cells.indices.first(where: { cells[$0] != old[$0] }),
            let last = cells.indices.last(where: { cells[$0] != old[$0] })
        else { return nil }
        let isRightHalf = cells[first].glyph.width == 0 && first > cells.startIndex
        let isLeftHalf = cells[last].glyph.width == 2 && last + 1 < cells.endIndex
        return (isRightHalf ? first - 1 : first)..<(isLeftHalf ? last + 2 : last + 1)
    }

    private func put(_ cells: ArraySlice<Cell>, cutting isCut: Bool, y: Int, x: Int, _ look: CellLook) {
        var points: [UInt32] = []
        var lengths: [UInt8] = []
        points.reserveCapacity(cells.count)
        lengths.reserveCapacity(cells.count)
        for cell in isCut ? cells.dropLast() : cells where cell.glyph.width > 0 {
            let before = points.count
            cell.glyph.forEachCodePoint { points.append($0) }
            lengths.append(UInt8(points.count - before))
        }
        if isCut {
            points.append(0x20)
            lengths.append(1)
        }
        cn_put(Int32(y), Int32(x), points, lengths, Int32(lengths.count), look.attributes, look.pair)
    }

    private mutating func look(of style: CellStyle) -> CellLook {
        if let known = looks[style] { return known }
        let paint = theme.map { $0[style] } ?? ResolvedPaint()
        let look = CellLook(paint, colours: Int(cn_colours()))
        looks[style] = look
        return look
    }

    private func placeCursor(_ cursor: Point?, on screen: Size) {
        guard let cursor, Rect(screen).contains(cursor) else { return cn_cursor(0, 0, 0) }
        cn_cursor(Int32(cursor.y), Int32(cursor.x), 1)
    }
}
