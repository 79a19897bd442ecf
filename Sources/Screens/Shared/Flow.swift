import Terminal

/// Breaks pieces that must stay whole into lines; later lines start `indent` columns in.
func flowed(_ pieces: [[Run]], gap: Int, columns: Int, indent: Int, on canvas: Canvas) -> [[[Run]]] {
    var lines: [[[Run]]] = []
    var line: [[Run]] = []
    var used = 0
    for piece in pieces {
        let width = canvas.width(of: piece)
        if !line.isEmpty, used + gap + width > columns {
            lines.append(line)
            line = []
        }
        used = line.isEmpty ? (lines.isEmpty ? 0 : indent) + width : used + gap + width
        line.append(piece)
    }
    return line.isEmpty ? lines : lines + [line]
}

/// Draws what `flowed` gave, one line a row.
func drawFlow(_ lines: [[[Run]]], gap: Int, indent: Int, in rect: Rect, on canvas: inout Canvas) {
    for (row, line) in lines.prefix(rect.height).enumerated() {
        var pen = LinePen(rect.row(row), indent: row == 0 ? 0 : indent)
        for piece in line {
            pen.write(piece, on: &canvas)
            pen.skip(gap)
        }
    }
}
