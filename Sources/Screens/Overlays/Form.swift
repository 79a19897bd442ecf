import Terminal
import ViewModels

/// Draws a form: its notes, its fields with the focused one always in sight, and how to go on.
///
/// Once it was submitted, what would change is drawn in place of the fields, and what is to be remarked on it in place
/// of the notes.
func drawForm(_ form: FormSnapshot, in area: Rect, on canvas: inout Canvas) {
    let width = min(76, OverlayFrame.room(in: area))
    let foot = FormFoot(form, columns: width, canvas)
    let fields = FormFields(form, columns: width, canvas)
    let changes = form.preview.map { FormChanges($0, columns: width, canvas) }
    let notes = (form.preview?.remarks ?? form.notes).flatMap { canvas.wrapped($0, to: width, limit: 4) }
    let notesRows = notes.isEmpty ? 0 : notes.count + 1
    let size = Size(width: width, height: notesRows + (changes?.rows ?? fields.rows) + foot.rows)
    let frame = OverlayFrame(content: size, in: area, isPlain: canvas.isPlain)
    frame.draw(title: form.title, on: &canvas)

    let leaves = frame.content.height - foot.rows - min(changes?.rows ?? fields.rows, 6)
    // Of what is remarked on a preview as much is told as there is room for, of notes all or nothing.
    let headRows =
        form.preview == nil ? (leaves >= notesRows ? notesRows : 0) : max(0, min(notesRows, leaves))
    let (head, below) = frame.content.splitRows(at: headRows)
    for (row, note) in notes.prefix(head.height).enumerated() {
        canvas.put(
            note, at: head.row(row).origin, form.preview == nil ? .dim : .warning, maxWidth: head.width)
    }
    let (body, bottom) = below.splitRows(at: max(1, below.height - foot.rows))
    if let changes {
        changes.draw(in: body, frame, on: &canvas)
    } else {
        fields.draw(in: body, frame, on: &canvas)
    }
    foot.draw(in: bottom, on: &canvas)
}
