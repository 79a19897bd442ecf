import Terminal
import ViewModels

/// Draws a form: its notes, its fields with the focused one always in sight, and how to go on.
///
/// Once it was submitted, what would change is drawn in place of the fields.
func drawForm(_ form: FormSnapshot, in area: Rect, on canvas: inout Canvas) {
    let width = min(76, OverlayFrame.room(in: area))
    let foot = FormFoot(form, columns: width, canvas)
    let blocks = form.fields.enumerated().map { index, field in
        FormFieldBlock(field, isFocused: index == form.focus, columns: width, canvas)
    }
    let changes = form.preview.map { FormChanges($0, columns: width, canvas) }
    let notes = form.notes.flatMap { canvas.wrapped($0, to: width, limit: 4) }
    let middle = changes?.rows ?? blocks.reduce(0) { $0 + $1.rows }
    let notesRows = notes.isEmpty ? 0 : notes.count + 1
    let size = Size(width: width, height: notesRows + middle + foot.rows)
    let frame = OverlayFrame(content: size, in: area, isPlain: canvas.isPlain)
    frame.draw(title: form.title, on: &canvas)

    let shownNotes = frame.content.height >= size.height ? notesRows : 0
    let (head, below) = frame.content.splitRows(at: shownNotes)
    for (row, note) in notes.prefix(head.height).enumerated() {
        canvas.put(note, at: head.row(row).origin, .dim, maxWidth: head.width)
    }
    let (body, bottom) = below.splitRows(at: max(1, below.height - foot.rows))
    if let changes {
        changes.draw(in: body, frame, on: &canvas)
    } else {
        drawBlocks(blocks, focus: form.focus, in: body, frame, on: &canvas)
    }
    foot.draw(in: bottom, on: &canvas)
}

/// Draws the fields, scrolled by whole rows so that the focused one shows all that belongs to it.
private func drawBlocks(
    _ blocks: [FormFieldBlock], focus: Int, in rect: Rect, _ frame: OverlayFrame, on canvas: inout Canvas
) {
    let labels = blocks.reduce(0) { max($0, $1.labelWidth) }
    let total = blocks.reduce(0) { $0 + $1.rows }
    let before = blocks.prefix(max(0, focus)).reduce(0) { $0 + $1.rows }
    let own = blocks.indices.contains(focus) ? blocks[focus].rows : 0
    let centred = before + own / 2 - rect.height / 2
    let offset = min(min(max(0, centred), max(0, total - rect.height)), before)
    canvas.clipped(to: rect) { canvas in
        var y = rect.minY - offset
        for block in blocks {
            let place = Rect(x: rect.minX, y: y, width: rect.width, height: block.rows)
            if place.maxY > rect.minY, place.minY < rect.maxY {
                block.draw(labelWidth: labels, in: place, on: &canvas)
            }
            y += block.rows
        }
    }
    drawScrollMark(
        first: offset, shown: min(rect.height, total), total: total, in: frame.mark(beside: rect), on: &canvas
    )
}
