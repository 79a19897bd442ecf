import ServiceCore
import Terminal
import ViewModels

/// Draws what must be said in words, each with the sign of its tone.
func drawRemarks(_ remarks: [WatchSnapshot.Remark], in rect: Rect, on canvas: inout Canvas) {
    for (row, remark) in remarks.prefix(rect.height).enumerated() {
        var pen = LinePen(rect.row(row))
        pen.write(sign: remark.tone.sign(of: canvas.glyphs), remark.tone.role, on: &canvas)
        pen.skip(1)
        pen.write(remark.text, remark.tone.role, on: &canvas)
    }
}

/// What came of messages after they were accepted, as lines.
func laterLines(_ later: [WatchSnapshot.Count], columns: Int, _ canvas: Canvas) -> [[[Run]]] {
    let pieces = later.map { item in
        [Run(item.label + " ", .label), Run(item.count, item.count == "0" ? .dim : item.tone.role)]
    }
    return flowed(
        [[Run("later:", .label)]] + pieces, gap: 2, columns: columns, indent: laterIndent, on: canvas)
}

/// Draws the same.
func drawLater(_ later: [WatchSnapshot.Count], in rect: Rect, on canvas: inout Canvas) {
    guard rect.height > 0 else { return }
    let lines = laterLines(later, columns: rect.width, canvas)
    drawFlow(lines, gap: 2, indent: laterIndent, in: rect, on: &canvas)
}

private let laterIndent = 8
