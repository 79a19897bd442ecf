import ServiceCore
import Terminal
import ViewModels

/// What must be said in words, as lines: each remark with the sign of its tone, two lines at the most.
func remarkLines(_ remarks: [WatchSnapshot.Remark], columns: Int, _ canvas: Canvas) -> [Run] {
    remarks.flatMap { remark in
        let sign = remark.tone.sign(of: canvas.glyphs)
        return canvas.wrapped(remark.text, to: columns - 2, limit: 2).enumerated().map { index, line in
            Run(index == 0 ? "\(sign) \(line)" : "  \(line)", remark.tone.role)
        }
    }
}

/// Draws the same.
func drawRemarks(_ remarks: [WatchSnapshot.Remark], in rect: Rect, on canvas: inout Canvas) {
    guard rect.height > 0 else { return }
    for (row, line) in remarkLines(remarks, columns: rect.width, canvas).prefix(rect.height).enumerated() {
        var pen = LinePen(rect.row(row))
        pen.write([line], on: &canvas)
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
