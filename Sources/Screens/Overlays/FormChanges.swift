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
        var lines: [Line]
    }

    /// One drawn row, with the line of the change that it is of.
    private struct Line {
        var source: Int
        var runs: [Run]
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
            canvas.put(preview.emptyWord, at: list.origin, .dim, maxWidth: list.width)
            return
        }
        let rows = blocks.enumerated().flatMap { index, block in block.lines.indices.map { (index, $0) } }
        let current = currentRow
        frame.drawLines(rows.count, around: current, in: list, on: &canvas) { place, row, canvas in
            let (index, line) = rows[place]
            draw(blocks[index], line: line, in: row, on: &canvas)
            if canvas.isPlain, place == current { canvas.showCursor(at: row.origin) }
        }
    }

    /// The first row of the line under the cursor.
    private var currentRow: Int? {
        var first = 0
        let sources = zip(blocks, preview.changes).flatMap { block, change in
            defer { first += change.lineCount }
            return block.lines.map { first + $0.source }
        }
        return sources.firstIndex { $0 >= preview.cursor } ?? sources.indices.last
    }

    private func draw(_ block: Block, line: Int, in rect: Rect, on canvas: inout Canvas) {
        if line == 0 { canvas.put(block.label, at: rect.origin, .label, maxWidth: labelWidth) }
        var pen = LinePen(rect.inset(left: labelWidth + 2))
        pen.write(block.lines[line].runs, on: &canvas)
    }

    private static func lines(of change: FormPreview.Change, columns: Int, _ canvas: Canvas) -> [Line] {
        let after = change.after.isEmpty ? "(empty)" : change.after
        guard let old = change.before else { return lines("+", after, .after, from: 0, columns, canvas) }
        let before = old.isEmpty ? "(empty)" : old
        let arrow = " \(canvas.glyphs.arrowRight) "
        let isShort = canvas.width(of: before) + 3 + canvas.width(of: after) <= columns
        if isShort, change.isOneLine {
            return [
                Line(source: 0, runs: [Run(before, .before), Run(arrow, .dim), Run(after, .after)])
            ]
        }
        let second = change.isOneLine ? 0 : FormPreview.Change.lines(of: old).count
        return lines("-", before, .before, from: 0, columns, canvas)
            + lines("+", after, .after, from: second, columns, canvas)
    }

    /// A text's lines, each wrapped; a sign stands before the first.
    private static func lines(
        _ sign: String, _ text: String, _ role: Role, from first: Int, _ columns: Int, _ canvas: Canvas
    ) -> [Line] {
        let sources = FormPreview.Change.lines(of: text).enumerated().flatMap { source, line in
            let parts = canvas.wrapped(String(line), to: columns - 2, limit: 12)
            return (parts.isEmpty ? [""] : parts).map { (source, $0) }
        }
        return sources.enumerated().map { index, part in
            Line(
                source: first + part.0,
                runs: [Run(index == 0 ? sign + " " : "  ", role), Run(part.1, role)])
        }
    }
}
