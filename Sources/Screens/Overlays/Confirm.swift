import ServiceCore
import Terminal
import ViewModels

/// Draws a question: what will happen and to whom, what must be typed, and which keys answer.
///
/// Where it is too high, its lines scroll; the field and the answer are always in sight.
func drawConfirm(_ confirm: ConfirmSnapshot, in area: Rect, on canvas: inout Canvas) {
    let layout = ConfirmLayout(confirm, in: area, canvas)
    let (lines, labels, head) = (layout.lines, layout.labels, layout.head)
    layout.frame.draw(title: confirm.title, isDangerous: confirm.isDangerous, on: &canvas)
    let above = wrapped(
        Array(confirm.lines.prefix(max(0, confirm.scrolled))), labelWidth: labels, columns: layout.width,
        on: canvas)
    let first = max(0, min(above.count, lines.count - head.height))
    drawLines(lines.dropFirst(first), labelWidth: labels, in: head, on: &canvas)
    drawMoreMarks(first: first, shown: 0, total: first, in: layout.frame.mark(beside: head), on: &canvas)
    layout.foot.draw(in: layout.below, on: &canvas)
}

/// Where the parts of a question stand.
struct ConfirmLayout {
    let frame: OverlayFrame
    fileprivate let width: Int
    fileprivate let labels: Int
    fileprivate let lines: [DetailLine]
    fileprivate let foot: ConfirmFoot
    fileprivate let head, below: Rect

    init(_ confirm: ConfirmSnapshot, in area: Rect, _ canvas: Canvas) {
        width = min(60, OverlayFrame.room(in: area))
        labels = labelWidth(of: confirm.lines, columns: width, on: canvas)
        lines = wrapped(confirm.lines, labelWidth: labels, columns: width, on: canvas)
        foot = ConfirmFoot(confirm, columns: width, canvas)
        let size = Size(width: width, height: lines.count + 1 + foot.rows)
        frame = OverlayFrame(content: size, in: area, isPlain: canvas.isPlain)
        (head, below) = frame.content.splitRows(at: max(0, frame.content.height - foot.rows))
    }

    /// Where what is asked for is typed; empty where nothing is.
    var field: Rect { foot.field(in: below) }
}

private func drawLines(
    _ lines: ArraySlice<DetailLine>, labelWidth: Int, in rect: Rect, on canvas: inout Canvas
) {
    let isCut = lines.count > rect.height
    let shown = isCut ? max(0, rect.height - 1) : lines.count
    for (row, line) in lines.prefix(shown).enumerated() {
        drawDetailLine(line, labelWidth: labelWidth, in: rect.row(row), on: &canvas, role: .overlay)
    }
    guard isCut, rect.height > 0 else { return }
    let rest = NumberText.grouped(lines.count - shown)
    let more = "\(canvas.glyphs.ellipsis) \(rest) more lines · \(canvas.glyphs.arrowDown)"
    canvas.put(more, at: rect.row(shown).origin, .dim, maxWidth: rect.width)
}

/// The part of a question that is always in sight.
private struct ConfirmFoot {
    private let confirm: ConfirmSnapshot
    /// What must be typed: beside the word that asks for it where there is room, else below it, whole.
    private let expected: [String]
    private let error: [String]
    private static let asking = "Type "

    init(_ confirm: ConfirmSnapshot, columns: Int, _ canvas: Canvas) {
        self.confirm = confirm
        let wanted = confirm.expected ?? ""
        let fits = canvas.width(of: Self.asking + wanted) <= columns
        expected = fits ? [wanted] : canvas.wrapped(wanted, to: columns, limit: 4)
        error = confirm.error.isEmpty ? [] : canvas.wrapped(confirm.error, to: columns - 2, limit: 2)
    }

    /// A line is kept for what is wrong, so that the question stands still when it is answered wrongly.
    var rows: Int { confirm.expected == nil ? error.count + 1 : fieldRows + max(1, error.count) + 1 }

    private var fieldRows: Int { confirm.expected == nil ? 0 : askingRows + 1 }
    private var askingRows: Int { expected.count == 1 ? 1 : expected.count + 1 }

    func draw(in rect: Rect, on canvas: inout Canvas) {
        guard rect.height > 0 else { return }
        drawErrorLines(error, in: rect.inset(top: fieldRows), on: &canvas)
        let answer = rect.row(min(rows, rect.height) - 1)
        if canvas.isPlain { canvas.showCursor(at: answer.origin) }
        canvas.put(confirm.answer, at: answer.origin, .key, maxWidth: answer.width)
        if confirm.expected != nil { drawField(in: rect, on: &canvas) }
    }

    private func drawField(in rect: Rect, on canvas: inout Canvas) {
        let style = CellStyle(confirm.isDangerous ? .bad : .accent).bold
        var pen = LinePen(rect.row(0))
        pen.write(Self.asking, .overlay, on: &canvas)
        for (line, text) in expected.enumerated() {
            if askingRows > 1 { pen = LinePen(rect.row(line + 1)) }
            pen.write(text, style, on: &canvas)
        }
        let typed = InputText(text: confirm.typed, cursor: confirm.cursor)
        drawInput(typed, in: field(in: rect), on: &canvas)
    }

    func field(in rect: Rect) -> Rect {
        // A row beyond the last has no height.
        rect.row(confirm.expected == nil ? rect.height : askingRows)
    }
}
