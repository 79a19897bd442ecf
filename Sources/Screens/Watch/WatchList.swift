import ServiceCore
import Terminal
import ViewModels

/// Draws the recipients asked for, else the latest events.
///
/// - Parameter page: the whole body, across which the cursor's row reaches.
func drawWatchList(_ watch: WatchSnapshot, in rect: Rect, within page: Rect, on canvas: inout Canvas) {
    guard rect.height > 1 else { return }
    let (head, rows) = rect.splitRows(at: 1)
    guard let recipients = watch.recipients else {
        canvas.put("LATEST EVENTS", at: head.origin, .header, maxWidth: head.width)
        guard watch.tellsEvents || !watch.events.isEmpty else {
            canvas.put("its platform tells of none", at: rows.origin, .dim, maxWidth: rows.width)
            return
        }
        drawEvents(watch.events, cursor: watch.eventCursor, in: rows, on: &canvas)
        return
    }
    canvas.put(recipients.title.uppercased(), at: head.origin, .header, maxWidth: head.width)
    let widest = recipients.lines.reduce(0) { max($0, canvas.width(of: $1.label)) }
    let across = Rect(x: page.minX, y: rows.minY, width: page.width, height: rows.height)
    drawDetailLines(
        recipients.lines, cursor: recipients.cursor, search: "",
        labelWidth: min(widest, rect.width * 2 / 5), in: across, on: &canvas)
}

/// The newest first, down the left column and then down the right one where there are two.
private func drawEvents(
    _ events: [WatchSnapshot.Event], cursor: Int?, in rect: Rect, on canvas: inout Canvas
) {
    guard !events.isEmpty else {
        canvas.put("none yet", at: rect.origin, .dim, maxWidth: rect.width)
        return
    }
    let times = events.reduce(0) { max($0, canvas.width(of: $1.time, limit: 20)) }
    let kinds = events.reduce(0) { max($0, canvas.width(of: $1.kind.word, limit: 16)) }
    let columns = eventColumns(in: rect)
    let visible = visibleLines(of: events.count, rows: rect.height * columns.count, around: cursor)
    for (place, index) in visible.enumerated() {
        let event = events[index]
        let (column, row) = place.quotientAndRemainder(dividingBy: rect.height)
        var pen = LinePen(columns[column].row(row))
        let start = pen.x
        pen.write(event.time, .dim, on: &canvas)
        pen.move(to: start + times + 2)
        pen.write(event.kind.word, event.kind.tone.role, on: &canvas)
        pen.move(to: start + times + kinds + 4)
        pen.write(event.text, .text, on: &canvas, truncation: .middle)
        if index == cursor { canvas.select(columns[column].row(row), cursorAt: start) }
    }
}

private func eventColumns(in rect: Rect) -> [Rect] { rect.width >= 98 ? rect.columns(2, gap: 4) : [rect] }

/// Which of the recipients or events stands at a place of what `drawWatchList` draws; nil where none does.
func watchListItem(at place: Point, of watch: WatchSnapshot, in rect: Rect, within page: Rect) -> Int? {
    guard rect.height > 1 else { return nil }
    let rows = rect.splitRows(at: 1).bottom
    var columns = eventColumns(in: rows)
    var (count, cursor) = (watch.events.count, watch.eventCursor)
    if let recipients = watch.recipients {
        columns = [Rect(x: page.minX, y: rows.minY, width: page.width, height: rows.height)]
        (count, cursor) = (recipients.cursor == nil ? 0 : recipients.lines.count, recipients.cursor)
    }
    let visible = visibleLines(of: count, rows: rows.height * columns.count, around: cursor)
    guard let column = columns.firstIndex(where: { $0.contains(place) }) else { return nil }
    let index = visible.lowerBound + column * rows.height + place.y - rows.minY
    return visible.contains(index) ? index : nil
}
