import Terminal
import ViewModels

/// What a form would change: what is remarked on it, where, then field by field what was and what will be.
///
/// Where there is no room for all, the remarks are the first of what scrolls, so that none is lost.
struct FormChanges {
    private let preview: FormPreview
    private let remarks: [Line]
    private let changes: [Line]
    private let labelWidth: Int

    /// One drawn row, with the line of the preview that it is of.
    private struct Line {
        var source: Int
        /// Stands before the first row of a change.
        var label = ""
        /// Nothing of it stands under the labels' column.
        var isWide = false
        var runs: [Run]
    }

    init(_ preview: FormPreview, columns: Int, _ canvas: Canvas) {
        self.preview = preview
        let widest = preview.changes.reduce(0) { max($0, canvas.width(of: $1.label)) }
        let labels = min(widest, max(6, columns / 3))
        labelWidth = labels
        remarks = preview.remarks.enumerated().flatMap { index, remark in
            canvas.wrapped(remark, to: columns, limit: 4).map {
                Line(source: index, isWide: true, runs: [Run($0, .warning)])
            }
        }
        var first = preview.remarks.count
        let lines = preview.changes.flatMap { change in
            defer { first += change.lineCount }
            return Self.lines(of: change, from: first, columns: max(4, columns - labels - 2), canvas)
        }
        let none = Line(source: first, isWide: true, runs: [Run(preview.emptyWord, .dim)])
        changes = lines.isEmpty ? [none] : lines
    }

    /// The remarks and a blank row, the target and a blank row, the changes.
    var rows: Int { head + 2 + changes.count }

    private var head: Int { remarks.isEmpty ? 0 : remarks.count + 1 }

    func draw(in rect: Rect, _ frame: OverlayFrame, on canvas: inout Canvas) {
        guard rect.height >= rows else {
            let gap = rect.height > 6 ? 1 : 0
            return draw(remarks + changes, under: rect, gap: gap, frame, on: &canvas)
        }
        let (above, below) = rect.splitRows(at: head)
        for (row, remark) in remarks.enumerated() { draw(remark, in: above.row(row), on: &canvas) }
        draw(changes, under: below, gap: 1, frame, on: &canvas)
        guard canvas.isPlain, let row = remarks.firstIndex(where: { $0.source >= preview.cursor }) else {
            return
        }
        canvas.showCursor(at: above.row(row).origin)
    }

    private func draw(
        _ lines: [Line], under rect: Rect, gap: Int, _ frame: OverlayFrame, on canvas: inout Canvas
    ) {
        let target = rect.row(0)
        // A long name gives way in the middle: the connection stands at the end.
        canvas.put(
            preview.target, at: target.origin, CellStyle(.overlay).bold, maxWidth: target.width,
            truncation: .middle)
        let list = rect.inset(top: 1 + gap)
        let current = lines.firstIndex { $0.source >= preview.cursor } ?? lines.indices.last
        // The last line of several stands in as many rows as it needs, of which the end can be reached, too.
        let isLast = preview.lineCount > 1 && preview.cursor >= preview.lineCount - 1
        let shown = isLast ? lines.indices.last : current
        frame.drawLines(lines.count, around: shown, in: list, on: &canvas) { place, row, canvas in
            draw(lines[place], in: row, on: &canvas)
            if canvas.isPlain, place == current { canvas.showCursor(at: row.origin) }
        }
    }

    private func draw(_ line: Line, in rect: Rect, on canvas: inout Canvas) {
        canvas.put(line.label, at: rect.origin, .label, maxWidth: labelWidth)
        var pen = LinePen(line.isWide ? rect : rect.inset(left: labelWidth + 2))
        pen.write(line.runs, on: &canvas)
    }

    // MARK: The lines of a change

    private static func lines(
        of change: FormPreview.Change, from first: Int, columns: Int, _ canvas: Canvas
    ) -> [Line] {
        var lines = unlabelled(change, from: first, columns, canvas)
        if !lines.isEmpty { lines[0].label = change.label }
        return lines
    }

    private static func unlabelled(
        _ change: FormPreview.Change, from first: Int, _ columns: Int, _ canvas: Canvas
    ) -> [Line] {
        let after = change.after.isEmpty ? "(empty)" : change.after
        guard !change.isFact else { return lines("", after, .overlay, from: first, columns, canvas) }
        guard let old = change.before else { return lines("+", after, .after, from: first, columns, canvas) }
        let before = old.isEmpty ? "(empty)" : old
        let arrow = " \(canvas.glyphs.arrowRight) "
        let isShort = canvas.width(of: before) + 3 + canvas.width(of: after) <= columns
        if isShort, change.isOneLine {
            return [
                Line(source: first, runs: [Run(before, .before), Run(arrow, .dim), Run(after, .after)])
            ]
        }
        let second = change.isOneLine ? 0 : FormPreview.Change.lines(of: old).count
        return lines("-", before, .before, from: first, columns, canvas)
            + lines("+", after, .after, from: first + second, columns, canvas)
    }

    /// A text's lines, each wrapped; a sign stands before the first, where there is one.
    private static func lines(
        _ sign: String, _ text: String, _ role: Role, from first: Int, _ columns: Int, _ canvas: Canvas
    ) -> [Line] {
        let indent = sign.isEmpty ? "" : "  "
        let sources = FormPreview.Change.lines(of: text).enumerated().flatMap { source, line in
            let parts = canvas.wrapped(String(line), to: columns - indent.count, limit: 12)
            return (parts.isEmpty ? [""] : parts).map { (source, $0) }
        }
        return sources.enumerated().map { index, part in
            let start = index == 0 && !sign.isEmpty ? sign + " " : indent
            return Line(source: first + part.0, runs: [Run(start, role), Run(part.1, role)])
        }
    }
}
