import ServiceCore
import Terminal
import ViewModels

/// Draws side by side why messages were not sent, what servers replied, and how domains fare.
func drawWatchColumns(_ watch: WatchSnapshot, in rect: Rect, on canvas: inout Canvas) {
    guard rect.height > 1 else { return }
    let gap = rect.width >= 110 ? 4 : 3
    let usable = rect.width - 2 * gap
    let isNarrow = rect.width < 70
    let reasonsRoom = isNarrow ? (rect.width - gap) / 3 : min(32, usable * 23 / 100)
    let reasons = min(reasonsRoom, max(12, width(of: watch.reasons, canvas)))
    let repliesRoom = isNarrow ? rect.width - gap - reasons : min(56, usable * 61 / 100 - reasons)
    let replies = min(repliesRoom, max(20, width(of: watch.replies, canvas)))
    var (left, rest) = rect.splitColumns(at: reasons)
    // What stops a message stands at both ends of its reason.
    drawCounts("NOT SENT", watch.reasons, .middle, in: left, on: &canvas)
    (left, rest) = rest.inset(left: gap).splitColumns(at: replies)
    drawCounts("TOP REPLIES", watch.replies, .end, in: left, on: &canvas)
    if !isNarrow {
        drawDomains(watch.domains, in: rest.inset(left: gap).splitColumns(at: 60).left, on: &canvas)
    }
}

/// The columns that a list takes to show all its names and numbers.
private func width(of items: [WatchSnapshot.Count], _ canvas: Canvas) -> Int {
    let numbers = items.reduce(1) { max($0, canvas.width(of: $1.count)) }
    return numbers + 2 + items.reduce(0) { max($0, canvas.width(of: $1.label)) }
}

/// A list of names with their numbers, as many as fit, and how many more there are.
private func drawCounts(
    _ title: String, _ items: [WatchSnapshot.Count], _ truncation: Truncation, in rect: Rect,
    on canvas: inout Canvas
) {
    let width = items.reduce(1) { max($0, canvas.width(of: $1.count)) }
    canvas.put(title, at: rect.origin, .header, maxWidth: rect.width)
    let (names, numbers) = rect.splitColumns(at: max(0, rect.width - width))
    canvas.put("n", at: numbers.origin, width: numbers.width, .trailing, CellStyle(.header))
    drawRows(items, in: rect, on: &canvas) { item, row, canvas in
        let name = names.row(row)
        let room = max(0, name.width - 1)
        canvas.put(
            item.label, at: name.origin, CellStyle(item.tone.role), maxWidth: room, truncation: truncation)
        let number = numbers.row(row)
        canvas.put(item.count, at: number.origin, width: number.width, .trailing, CellStyle(.text))
    }
}

private func drawDomains(_ items: [WatchSnapshot.Domain], in rect: Rect, on canvas: inout Canvas) {
    let accepted = items.reduce(8) { max($0, canvas.width(of: $1.accepted)) }
    let refused = items.reduce(7) { max($0, canvas.width(of: $1.refused)) }
    let names = max(0, rect.width - accepted - refused - 3)
    let acceptedX = rect.minX + names + 1
    let refusedX = acceptedX + accepted + 2
    canvas.put("DOMAINS", at: rect.origin, .header, maxWidth: names)
    let head = CellStyle(.header)
    canvas.put("accepted", at: Point(x: acceptedX, y: rect.minY), width: accepted, .trailing, head)
    canvas.put("refused", at: Point(x: refusedX, y: rect.minY), width: refused, .trailing, head)
    drawRows(items, in: rect, on: &canvas) { item, row, canvas in
        let y = rect.minY + row
        canvas.put(item.name, at: Point(x: rect.minX, y: y), .text, maxWidth: names, truncation: .middle)
        let number = CellStyle(.text)
        canvas.put(item.accepted, at: Point(x: acceptedX, y: y), width: accepted, .trailing, number)
        let style = CellStyle(item.refused == "0" ? .dim : .bad)
        canvas.put(item.refused, at: Point(x: refusedX, y: y), width: refused, .trailing, style)
    }
}

/// The rows under a head; the last one tells how many did not fit.
private func drawRows<Item>(
    _ items: [Item], in rect: Rect, on canvas: inout Canvas,
    _ draw: (Item, _ row: Int, inout Canvas) -> Void
) {
    let rows = rect.height - 1
    if items.isEmpty {
        canvas.put("none", at: rect.row(1).origin, .dim, maxWidth: rect.width)
        return
    }
    let shown = items.count > rows ? max(0, rows - 1) : items.count
    for (row, item) in items.prefix(shown).enumerated() { draw(item, row + 1, &canvas) }
    guard shown < items.count, rows > 0 else { return }
    let more = "\(canvas.glyphs.ellipsis) \(NumberText.grouped(items.count - shown)) more"
    canvas.put(more, at: rect.row(shown + 1).origin, .dim, maxWidth: rect.width)
}
