import ServiceCore
import Terminal
import ViewModels

/// Draws side by side why messages were not sent, what servers replied, and how domains fare.
func drawWatchColumns(_ watch: WatchSnapshot, in rect: Rect, on canvas: inout Canvas) {
    guard rect.height > 1 else { return }
    let gap = rect.width >= 110 ? 4 : 3
    let isNarrow = rect.width < 70
    let rows = rect.height - 1
    let others = isNarrow ? 0 : min(60, domainsWidth(shown(watch.domains, rows: rows), canvas)) + gap
    let wantedReplies = max(20, width(of: shown(watch.replies, rows: rows), canvas))
    // Why messages did not go is said in full where the others can give way; they keep what makes sense of them.
    let least = (isNarrow ? 0 : min(others, 32 + gap)) + gap + min(wantedReplies, 18)
    let reasons = min(max(12, width(of: watch.reasons, canvas)), max(12, rect.width - least))
    let left = rect.width - reasons - gap
    let replies =
        isNarrow ? left : min(wantedReplies, max(18, left - min(others, max(32 + gap, left * 2 / 5))))
    var (column, rest) = rect.splitColumns(at: reasons)
    // What stops a message stands at both ends of its reason.
    drawCounts("NOT SENT", watch.reasons, .middle, in: column, on: &canvas)
    (column, rest) = rest.inset(left: gap).splitColumns(at: replies)
    drawCounts("TOP REPLIES", watch.replies, .end, in: column, on: &canvas)
    if !isNarrow {
        drawDomains(watch.domains, in: rest.inset(left: gap).splitColumns(at: 60).left, on: &canvas)
    }
}

/// The columns that a list takes to show all its names and numbers.
private func width(of items: some Sequence<WatchSnapshot.Count>, _ canvas: Canvas) -> Int {
    let numbers = items.reduce(1) { max($0, canvas.width(of: $1.count)) }
    return numbers + 2 + items.reduce(0) { max($0, canvas.width(of: $1.label)) }
}

private func domainsWidth(_ items: some Sequence<WatchSnapshot.Domain>, _ canvas: Canvas) -> Int {
    18 + items.reduce(10) { max($0, canvas.width(of: $1.name)) }
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
    let room = max(1, names.width - 1)
    drawRows(whole(items, columns: room, rows: rect.height - 1, canvas), in: rect, on: &canvas) {
        item, row, canvas in
        canvas.put(
            item.label, at: names.row(row).origin, CellStyle(item.tone.role), maxWidth: room,
            truncation: truncation)
        let number = numbers.row(row)
        canvas.put(item.count, at: number.origin, width: number.width, .trailing, CellStyle(.text))
    }
}

/// The items with long names on several rows, the number on the first, where there are rows for that.
private func whole(
    _ items: [WatchSnapshot.Count], columns: Int, rows: Int, _ canvas: Canvas
) -> [WatchSnapshot.Count] {
    let lines = items.flatMap { item in
        canvas.wrapped(item.label, to: columns, limit: 3).enumerated().map { index, text in
            var line = item
            line.label = text
            if index > 0 { line.count = "" }
            return line
        }
    }
    return lines.count <= rows ? lines : items
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
    let shown = shown(items, rows: rows)
    for (row, item) in shown.enumerated() { draw(item, row + 1, &canvas) }
    guard shown.count < items.count, rows > 0 else { return }
    let more = "\(canvas.glyphs.ellipsis) \(NumberText.grouped(items.count - shown.count)) more"
    canvas.put(more, at: rect.row(shown.count + 1).origin, .dim, maxWidth: rect.width)
}

/// What there is room for, with a row kept for how many more there are.
private func shown<Item>(_ items: [Item], rows: Int) -> ArraySlice<Item> {
    items.prefix(items.count > rows ? max(0, rows - 1) : items.count)
}
