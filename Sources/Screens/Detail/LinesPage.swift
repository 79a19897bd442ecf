import Terminal
import ViewModels

/// Draws a page of free lines under its title.
func drawLinesPage(_ page: LinesSnapshot, in rect: Rect, on canvas: inout Canvas) {
    let (title, body) = rect.splitRows(at: rect.height > 1 ? 1 : 0)
    drawTitleLine(page.title, trailing: [Run(page.summary, .dim)], in: title, on: &canvas)
    drawDetailLines(
        page.lines, cursor: page.cursor, search: page.search, labelWidth: page.labelWidth, in: body,
        on: &canvas)
}
