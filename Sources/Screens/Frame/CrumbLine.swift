import Terminal

/// Draws the path to what is shown; the outermost steps give way first, the last one its middle.
func drawCrumbs(_ crumbs: [String], in rect: Rect, on canvas: inout Canvas) {
    guard let last = crumbs.last else { return }
    let line = CrumbLine(crumbs, width: rect.width, canvas)
    var pen = LinePen(rect.inset(left: 1, right: 1))
    for step in line.outer {
        pen.write(step, .breadcrumb, on: &canvas)
        pen.write(line.separator, .border, on: &canvas)
    }
    pen.write(last, .text, on: &canvas, truncation: .middle)
}

/// The steps of a path that there is room for.
struct CrumbLine {
    /// Those before the last, behind an ellipsis where some are left out.
    private(set) var outer: [String]
    let separator: String
    /// How many are left out.
    private(set) var cut = 0

    init(_ crumbs: [String], width: Int, _ canvas: Canvas) {
        separator = " \(canvas.glyphs.pathSeparator) "
        outer = Array(crumbs.dropLast())
        let last = crumbs.last.map { canvas.width(of: $0) } ?? 0
        func needed() -> Int { outer.reduce(last + (cut > 0 ? 4 : 0)) { $0 + canvas.width(of: $1) + 3 } }
        while !outer.isEmpty, needed() > width - 2 {
            outer.removeFirst()
            cut += 1
        }
        if cut > 0 { outer.insert(String(canvas.glyphs.ellipsis), at: 0) }
    }

    /// Which step of the whole path stands at a column of the line; nil for the last, for what is left out and between.
    func step(at column: Int, _ canvas: Canvas) -> Int? {
        var start = 1
        for (index, step) in outer.enumerated() {
            let width = canvas.width(of: step)
            if (start..<start + width).contains(column) {
                return cut == 0 ? index : index == 0 ? nil : index - 1 + cut
            }
            start += width + canvas.width(of: separator)
        }
        return nil
    }
}
