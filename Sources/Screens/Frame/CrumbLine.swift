import Terminal

/// Draws the path to what is shown; the outermost steps give way first, the last one its middle.
func drawCrumbs(_ crumbs: [String], in rect: Rect, on canvas: inout Canvas) {
    guard let last = crumbs.last else { return }
    let separator = " \(canvas.glyphs.pathSeparator) "
    let room = rect.width - 2
    var outer = Array(crumbs.dropLast())
    func width(_ steps: [String]) -> Int { steps.reduce(0) { $0 + canvas.width(of: $1) + 3 } }
    var isCut = false
    while !outer.isEmpty, width(outer) + canvas.width(of: last) + (isCut ? 4 : 0) > room {
        outer.removeFirst()
        isCut = true
    }
    if isCut { outer.insert(String(canvas.glyphs.ellipsis), at: 0) }
    var pen = LinePen(rect.inset(left: 1, right: 1))
    for step in outer {
        pen.write(step, .breadcrumb, on: &canvas)
        pen.write(separator, .border, on: &canvas)
    }
    pen.write(last, .text, on: &canvas, truncation: .middle)
}
