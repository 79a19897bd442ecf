import Terminal
import ViewModels

/// Draws the keys that work here, in two columns where there is room for them.
func drawHelp(_ page: LinesSnapshot, _ layout: HelpLayout, in area: Rect, on canvas: inout Canvas) {
    let parts = HelpParts(page, layout, in: area, canvas)
    parts.frame.draw(title: page.title, on: &canvas)
    for (part, column) in zip(parts.lines, parts.body.columns(layout.columns, gap: HelpLayout.gap)) {
        for (row, line) in part.prefix(column.height).enumerated() {
            drawDetailLine(
                line, labelWidth: page.labelWidth, in: column.row(row), on: &canvas, role: .overlay)
        }
    }
    highlightMatches(of: page.search, in: parts.body, on: &canvas)
    parts.hints.draw(.dim, on: &canvas)
}

/// Where the parts of the help stand.
struct HelpParts {
    let frame: OverlayFrame
    let body: Rect
    /// The lines of each column.
    let lines: [[DetailLine]]
    /// What is said under them; nothing where there is no room for it.
    let hints: HintLines

    init(_ page: LinesSnapshot, _ layout: HelpLayout, in area: Rect, _ canvas: Canvas) {
        lines = columns(of: page.lines, layout)
        let rows = lines.reduce(1) { max($0, $1.count) }
        let footRows = page.summary.isEmpty ? 0 : 2
        let width = layout.columnWidth * layout.columns + HelpLayout.gap * (layout.columns - 1)
        frame = OverlayFrame(
            content: Size(width: width, height: rows + footRows), in: area, isPlain: canvas.isPlain)
        let showsFoot = footRows > 0 && frame.content.height >= rows + footRows
        let foot: Rect
        (body, foot) = frame.content.splitRows(at: frame.content.height - (showsFoot ? footRows : 0))
        hints = HintLines(lines: showsFoot ? [page.summary] : [], rect: foot.inset(top: 1))
    }
}

/// The lines column by column: evenly where all are in sight, else each column full before the next.
private func columns(of lines: [DetailLine], _ layout: HelpLayout) -> [[DetailLine]] {
    guard layout.columns > 1 else { return [Array(lines.prefix(layout.rows))] }
    guard lines.count < layout.rows * layout.columns, let cut = fairCut(of: lines, layout.rows) else {
        return [Array(lines.prefix(layout.rows)), Array(lines.dropFirst(layout.rows).prefix(layout.rows))]
    }
    let left = lines[..<cut].reversed().drop { $0.style == .blank }.reversed()
    return [Array(left), Array(lines[cut...])]
}

/// The heading at which both columns come out most alike; nil where neither would hold its part.
private func fairCut(of lines: [DetailLine], _ rows: Int) -> Int? {
    let headings = lines.indices.dropFirst().filter { lines[$0].style == .heading }
    let fitting = headings.filter { $0 <= rows + 1 && lines.count - $0 <= rows }
    return fitting.min { abs(2 * $0 - lines.count) < abs(2 * $1 - lines.count) }
}
