import Terminal
import ViewModels

/// Draws who and where we are; what matters least is left out first.
///
/// The badge, whether anything can be written and where messages go stay longest: overlooking them is dear.
func drawHeader(_ header: HeaderSnapshot, in rect: Rect, on canvas: inout Canvas) {
    let freshness = freshnessRuns(header, canvas.glyphs)
    let places = [Run("sendboard", CellStyle(.title).bold)]
    let workspace = workspaceRuns(header)
    let scope = [Run(header.scope, .dim)]
    let transport = [Run(header.transport, .info)]
    func fits(_ parts: [[Run]]) -> Bool {
        let shown = parts.filter { canvas.width(of: $0) > 0 }
        return shown.reduce(0) { $0 + canvas.width(of: $1) + 2 } + 1 <= rect.width
    }
    var left = [places, workspace, scope]
    if !fits(left + [transport, freshness]) { left = [workspace, scope] }
    if !fits(left + [transport, freshness]) { left = [workspace] }
    var right = [transport, freshness]
    if !fits(left + right) { right = [transport] }
    drawEnds(left, right, in: rect, on: &canvas)
}

private func workspaceRuns(_ header: HeaderSnapshot) -> [Run] {
    var runs = [Run(header.workspace)]
    if !header.badge.isEmpty { runs += [Run(" "), Run("[\(header.badge)]", .badgeDanger)] }
    if header.isReadOnly { runs += [Run(" "), Run("[read-only]", .badge)] }
    return runs
}

/// The sign keeps its column while it turns into a spinner, so that nothing moves.
private func freshnessRuns(_ header: HeaderSnapshot, _ glyphs: GlyphSet) -> [Run] {
    let zone = header.zone.isEmpty ? "" : header.zone + " "
    guard !glyphs.isPlain else {
        return [Run(zone + (header.isBusy ? "busy, \(header.freshness)" : header.freshness), .dim)]
    }
    // Where nothing is told the sign would be of nothing.
    let still = header.freshness.isEmpty ? " " : glyphs.refreshed
    let sign = header.isBusy ? glyphs.spinner.first ?? still : still
    return [
        Run(zone, .dim),
        Run("\(sign) ", header.isBusy ? .spinner : .dim),
        Run(header.freshness, header.isBusy ? .spinner : .dim),
    ]
}

private func drawEnds(_ left: [[Run]], _ right: [[Run]], in rect: Rect, on canvas: inout Canvas) {
    let widths = right.map { canvas.width(of: $0) }.filter { $0 > 0 }
    let rightWidth = widths.reduce(0, +) + 2 * max(0, widths.count - 1)
    var pen = LinePen(rect.inset(left: 1))
    for part in left where canvas.width(of: part) > 0 {
        pen.write(part, on: &canvas)
        pen.skip(2)
    }
    pen.move(to: rect.maxX - 1 - rightWidth)
    for part in right where canvas.width(of: part) > 0 {
        pen.write(part, on: &canvas)
        pen.skip(2)
    }
}
