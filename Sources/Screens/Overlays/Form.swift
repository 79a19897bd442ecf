import Terminal
import ViewModels

/// Draws a form: its notes, its fields with the focused one always in sight, and how to go on.
///
/// Once it was submitted, what would change is drawn in place of the fields.
func drawForm(_ form: FormSnapshot, in area: Rect, on canvas: inout Canvas) {
    let layout = FormLayout(form, in: area, canvas)
    layout.frame.draw(title: form.title, on: &canvas)
    for (row, note) in layout.notes.enumerated() {
        canvas.put(note, at: layout.head.row(row).origin, .dim, maxWidth: layout.head.width)
    }
    if let changes = layout.changes {
        changes.draw(in: layout.body, layout.frame, on: &canvas)
    } else {
        layout.fields.draw(in: layout.body, layout.frame, on: &canvas)
    }
    layout.foot.draw(in: layout.bottom, on: &canvas)
}

/// Where the parts of a form stand.
struct FormLayout {
    let frame: OverlayFrame
    let fields: FormFields
    /// In place of the fields once it was submitted.
    let changes: FormChanges?
    let foot: FormFoot
    /// All or none of them, as there is room.
    let notes: [String]
    let head, body, bottom: Rect

    init(_ form: FormSnapshot, in area: Rect, _ canvas: Canvas) {
        let width = min(76, OverlayFrame.room(in: area))
        foot = FormFoot(form, columns: width, canvas)
        fields = FormFields(form, columns: width, canvas)
        changes = form.preview.map { FormChanges($0, columns: width, canvas) }
        let wanted =
            form.preview == nil ? form.notes.flatMap { canvas.wrapped($0, to: width, limit: 4) } : []
        let notesRows = wanted.isEmpty ? 0 : wanted.count + 1
        let rows = changes?.rows ?? fields.rows
        frame = OverlayFrame(
            content: Size(width: width, height: notesRows + rows + foot.rows), in: area,
            isPlain: canvas.isPlain)
        let leaves = frame.content.height - foot.rows - min(rows, 6)
        notes = leaves >= notesRows ? wanted : []
        let below: Rect
        (head, below) = frame.content.splitRows(at: notes.isEmpty ? 0 : notesRows)
        (body, bottom) = below.splitRows(at: max(1, below.height - foot.rows))
    }
}
