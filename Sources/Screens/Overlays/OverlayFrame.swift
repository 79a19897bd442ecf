import Terminal

/// The box in which an overlay stands.
struct OverlayFrame {
    /// All that the overlay covers.
    let outer: Rect
    /// What its content may use.
    let content: Rect
    private let hasBorder: Bool

    /// A frame in the middle of `area` for content of a size; smaller where the area is.
    ///
    /// Without borders, and where they would leave too little, a title line stands over the content instead, and
    /// the overlay reaches from edge to edge so that nothing of the body stands beside it.
    init(content wanted: Size, in area: Rect, isPlain: Bool) {
        hasBorder = !isPlain && area.width >= 16 && area.height >= 5
        if hasBorder {
            outer = area.centered(Size(width: wanted.width + 4, height: wanted.height + 2))
            content = outer.inset(x: 2, y: 1)
        } else {
            outer = area.centered(Size(width: area.width, height: wanted.height + 1))
            content = outer.inset(left: outer.width > 4 ? 1 : 0, top: outer.height > 1 ? 1 : 0)
        }
    }

    /// Clears the place, with a blank column at each side, and draws the border and the title.
    func draw(title: String, isDangerous: Bool = false, on canvas: inout Canvas) {
        canvas.fill(outer.inset(x: -1, y: 0), .text)
        canvas.fill(outer, .overlay)
        let titleRole: Role = isDangerous ? .bad : .overlayTitle
        if hasBorder {
            let border: Role = isDangerous ? .bad : .overlayBorder
            canvas.box(outer, border, title: title, titleRole: titleRole)
        } else if content.minY > outer.minY {
            let indent = content.minX - outer.minX
            let point = Point(x: outer.minX + indent, y: outer.minY)
            canvas.put(title, at: point, titleRole, maxWidth: outer.width - indent)
        }
    }

    /// The columns of the row that a selection covers: all between the borders.
    func row(at y: Int) -> Rect {
        let inner = outer.inset(x: hasBorder ? 1 : 0, y: 0)
        return Rect(x: inner.minX, y: y, width: inner.width, height: 1)
    }

    /// The column, over the border, in which signs say that there is more above or below.
    func mark(beside rows: Rect) -> Rect {
        Rect(x: outer.maxX - 1, y: rows.minY, width: 1, height: rows.height)
    }

    /// Draws those of `count` lines that show in `rect`, the one at `cursor` among them, and signs that there are more.
    func drawLines(
        _ count: Int, around cursor: Int?, in rect: Rect, on canvas: inout Canvas,
        _ draw: (_ index: Int, _ row: Rect, inout Canvas) -> Void
    ) {
        let visible = visibleLines(of: count, rows: rect.height, around: cursor)
        for (row, index) in visible.enumerated() { draw(index, rect.row(row), &canvas) }
        drawMoreMarks(
            first: visible.lowerBound, shown: visible.count, total: count, in: mark(beside: rect), on: &canvas
        )
    }

    /// The most columns that content can have in `area`.
    static func room(in area: Rect) -> Int { max(1, area.width - 8) }
}

/// Draws what is wrong, behind its sign, on the first row of `rect`.
func drawErrorLine(_ error: String, in rect: Rect, on canvas: inout Canvas) {
    var pen = LinePen(rect)
    pen.write(sign: canvas.glyphs.crossMark, .error, on: &canvas)
    pen.skip(1)
    pen.write(error, .error, on: &canvas)
}

/// Draws what is wrong on several lines, the later ones under the words of the first.
func drawErrorLines(_ lines: [String], in rect: Rect, on canvas: inout Canvas) {
    for (row, line) in lines.prefix(rect.height).enumerated() {
        let place = rect.row(row)
        if row == 0 {
            drawErrorLine(line, in: place, on: &canvas)
        } else {
            canvas.put(line, at: place.inset(left: 2).origin, .error, maxWidth: max(0, place.width - 2))
        }
    }
}
