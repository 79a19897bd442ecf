import Terminal
import ViewModels

/// What a form would change: where, then field by field what was and what will be.
struct FormChanges {
    private let preview: FormPreview
    private let blocks: [Block]
    private let labelWidth: Int

    /// One change on one line, or on several where it is too long for one.
    private struct Block {
        var label: String
        var lines: [[Run]]
    }

    init(_ preview: FormPreview, columns: Int, _ canvas: Canvas) {
        self.preview = preview
        let widest = preview.changes.reduce(0) { max($0, canvas.width(of: $1.label)) }
        let labels = min(widest, max(6, columns / 3))
        labelWidth = labels
        blocks = preview.changes.map { change in
            Block(
                label: change.label,
                lines: Self.lines(of: change, columns: max(4, columns - labels - 2), canvas))
        }
    }

    /// The target, a blank row, the changes.
    var rows: Int { 2 + max(1, blocks.reduce(0) { $0 + $1.lines.count }) }

    func draw(in rect: Rect, _ frame: OverlayFrame, on canvas: inout Canvas) {
        let target = rect.row(0)
        // A long name gives way in the middle: the connection stands at the end.
        canvas.put(
            preview.target, at: target.origin, CellStyle(.overlay).bold, maxWidth: target.width,
            truncation: .middle)
        let list = rect.inset(top: rect.height > 6 ? 2 : 1)
        guard !blocks.isEmpty else {
            canvas.put("nothing changes", at: list.origin, .dim, maxWidth: list.width)
            return
        }
        let cursor = min(max(0, preview.cursor), blocks.count - 1)
        let rows = blocks.enumerated().flatMap { index, block in block.lines.indices.map { (index, $0) } }
        let current = rows.firstIndex { $0.0 == cursor }
        let visible = visibleLines(of: rows.count, rows: list.height, around: current)
        for (row, place) in visible.enumerated() {
            let (index, line) = rows[place]
            draw(blocks[index], line: line, in: list.row(row), on: &canvas)
            if canvas.isPlain, place == current { canvas.showCursor(at: list.row(row).origin) }
        }
        drawMoreMarks(
            first: visible.lowerBound, shown: visible.count, total: rows.count,
            in: frame.mark(beside: list), on: &canvas)
    }

    private func draw(_ block: Block, line: Int, in rect: Rect, on canvas: inout Canvas) {
        if line == 0 { canvas.put(block.label, at: rect.origin, .label, maxWidth: labelWidth) }
        var pen = LinePen(rect.inset(left: labelWidth + 2))
        pen.write(block.lines[line], on: &canvas)
    }

    private static func lines(of change: FormPreview.Change, columns: Int, _ canvas: Canvas) -> [[Run]] {
        let after = change.after.isEmpty ? "(empty)" : change.after
        guard let old = change.before else {
            return canvas.wrapped(after, to: columns - 2, limit: 4).enumerated().map { index, text in
                [Run(index == 0 ? "+ " : "  ", .after), Run(text, .after)]
            }
        }
        let before = old.isEmpty ? "(empty)" : old
        let arrow = " \(canvas.glyphs.arrowRight) "
        let isShort = canvas.width(of: before) + 3 + canvas.width(of: after) <= columns
        let isOneLine = !(before + after).contains(where: \.isNewline)
        if isShort, isOneLine { return [[Run(before, .before), Run(arrow, .dim), Run(after, .after)]] }
        return [("-", before, Role.before), ("+", after, Role.after)].flatMap { sign, text, role in
            canvas.wrapped(text, to: columns - 2, limit: 4).enumerated().map { index, line in
                [Run(index == 0 ? sign + " " : "  ", role), Run(line, role)]
            }
        }
    }
}
