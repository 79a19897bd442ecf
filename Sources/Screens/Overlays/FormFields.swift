import Terminal
import ViewModels

/// The fields of a form under one another, their values in one column.
struct FormFields {
    private let blocks: [FormFieldBlock]
    private let focus: Int

    init(_ form: FormSnapshot, columns: Int, _ canvas: Canvas) {
        focus = form.focus
        let widest = form.fields.reduce(0) { max($0, FormFieldBlock.labelWidth(of: $1, canvas)) }
        let labelWidth = min(widest, max(6, columns / 3))
        blocks = form.fields.enumerated().map { index, field in
            FormFieldBlock(
                field, isFocused: index == form.focus, labelWidth: labelWidth, columns: columns, canvas)
        }
    }

    var rows: Int { blocks.reduce(0) { $0 + $1.rows } }

    /// Draws what there is room for, scrolled so that the focused field shows all that belongs to it.
    func draw(in rect: Rect, _ frame: OverlayFrame, on canvas: inout Canvas) {
        let offset = offset(rows: rect.height)
        canvas.clipped(to: rect) { canvas in
            var y = rect.minY - offset
            for block in blocks {
                let place = Rect(x: rect.minX, y: y, width: rect.width, height: block.rows)
                y += block.rows
                guard place.maxY > rect.minY, place.minY < rect.maxY else { continue }
                block.draw(in: place, on: &canvas)
            }
        }
        drawMoreMarks(
            first: offset, shown: min(rect.height, rows), total: rows, in: frame.mark(beside: rect),
            on: &canvas)
    }

    /// The field that stands at a place of `rect`, with all that belongs to it, or the place in its text.
    func target(at place: Point, in rect: Rect, _ canvas: Canvas) -> BoardClick? {
        var y = rect.minY - offset(rows: rect.height)
        for (index, block) in blocks.enumerated() {
            let own = Rect(x: rect.minX, y: y, width: rect.width, height: block.rows)
            y += block.rows
            guard place.y < own.maxY else { continue }
            return block.characters(before: place, in: own, canvas).map { .text(index, at: $0) }
                ?? .item(index)
        }
        return nil
    }

    /// The rows out of sight at the top: the focused field in the middle where that is possible.
    private func offset(rows visible: Int) -> Int {
        guard blocks.indices.contains(focus) else { return 0 }
        let before = blocks.prefix(focus).reduce(0) { $0 + $1.rows }
        let centred = before + blocks[focus].rows / 2 - visible / 2
        return min(max(0, min(centred, rows - visible)), before)
    }
}
