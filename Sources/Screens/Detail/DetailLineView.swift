import ServiceCore
import Terminal
import ViewModels

/// Draws one line of a detail or page into one row: its name in a column of its own, then what it says.
func drawDetailLine(
    _ line: DetailLine, labelWidth: Int, in rect: Rect, on canvas: inout Canvas, role: Role = .text
) {
    guard rect.height > 0 else { return }
    switch line.style {
    case .blank: return
    case .heading:
        let text = line.text.isEmpty ? line.label : line.text
        canvas.put(text, at: rect.origin, CellStyle(.header).bold, maxWidth: rect.width)
    case .plain:
        canvas.put(line.text, at: rect.origin, line.tone.role(or: role), maxWidth: rect.width)
    case .json: drawJSONLine(line.text, in: rect, on: &canvas)
    case .field:
        canvas.put(line.label, at: rect.origin, .label, maxWidth: min(labelWidth, rect.width))
        var value = rect.inset(left: labelWidth + 2)
        if !line.bars.isEmpty, !canvas.isPlain {
            let bars = value.splitColumns(at: line.bars.count).left
            drawColumns(line.bars, in: bars, on: &canvas)
            value = value.inset(left: line.bars.count + 1)
        }
        canvas.put(line.text, at: value.origin, line.tone.role(or: role), maxWidth: value.width)
    }
}

/// Draws as many lines as fit, with the cursor's row and the words searched for laid over them.
func drawDetailLines(
    _ lines: [DetailLine], cursor: Int?, search: String, labelWidth: Int, in rect: Rect,
    on canvas: inout Canvas
) {
    let visible = visibleLines(of: lines.count, rows: rect.height, around: cursor)
    let text = rect.inset(x: rect.width > 2 ? 1 : 0, y: 0)
    for (row, index) in visible.enumerated() {
        drawDetailLine(lines[index], labelWidth: labelWidth, in: text.row(row), on: &canvas)
    }
    highlightMatches(of: search, in: text, on: &canvas)
    guard let cursor, visible.contains(cursor) else { return }
    canvas.select(rect.row(cursor - visible.lowerBound), cursorAt: text.minX)
}

/// `lines` broken to `columns`; the second and later lines of a value carry no name.
///
/// - Parameter limit: lines that one value may take.
func wrapped(
    _ lines: [DetailLine], labelWidth: Int, columns: Int, limit: Int = 20, on canvas: Canvas
) -> [DetailLine] {
    lines.flatMap { line -> [DetailLine] in
        let room = line.style == .field ? columns - labelWidth - 2 : columns
        guard line.style != .blank, canvas.width(of: line.text) > room else { return [line] }
        return canvas.wrapped(line.text, to: max(1, room), limit: limit).enumerated().map { index, text in
            DetailLine(line.style, label: index == 0 ? line.label : "", text: text, tone: line.tone)
        }
    }
}

/// The width of the widest name, at most a third of `columns`.
func labelWidth(of lines: [DetailLine], columns: Int, on canvas: Canvas) -> Int {
    let widest = lines.reduce(0) { $1.style == .field ? max($0, canvas.width(of: $1.label)) : $0 }
    return min(widest, max(4, columns / 3))
}

/// Draws a line of JSON with names, texts, numbers and punctuation told apart.
///
/// A wrapped line may start or end within a text; then only the colours are less apt, never the words.
func drawJSONLine(_ text: String, in rect: Rect, on canvas: inout Canvas) {
    var pen = LinePen(rect)
    for run in JSONRuns(text.prefix(rect.width * 4 + 64)) { pen.write([run], on: &canvas) }
}

/// The pieces of one line of JSON, in order.
private struct JSONRuns: Sequence, IteratorProtocol {
    private var rest: Substring

    init(_ text: Substring) {
        rest = text
    }

    mutating func next() -> Run? {
        guard let first = rest.first else { return nil }
        if first == "\"" { return takeText() }
        if first.isWord { return word(take { $0.isWord }) }
        return Run(take { !$0.isWord && $0 != "\"" }, .dim)
    }

    private mutating func take(while isPart: (Character) -> Bool) -> String {
        let end = rest.firstIndex { !isPart($0) } ?? rest.endIndex
        defer { rest = rest[end...] }
        return String(rest[..<end])
    }

    /// A quoted text; one in front of a colon is a name.
    private mutating func takeText() -> Run {
        var isEscaped = false
        var end = rest.index(after: rest.startIndex)
        while end < rest.endIndex, rest[end] != "\"" || isEscaped {
            isEscaped = rest[end] == "\\" && !isEscaped
            end = rest.index(after: end)
        }
        if end < rest.endIndex { end = rest.index(after: end) }
        let text = String(rest[..<end])
        rest = rest[end...]
        return Run(text, rest.first == ":" ? .label : .text)
    }

    private func word(_ text: String) -> Run {
        let isNumber = text.first.map { $0.isNumber || $0 == "-" } ?? false
        return Run(text, isNumber ? .info : .accent)
    }
}

extension Character {
    fileprivate var isWord: Bool { isLetter || isNumber || self == "-" || self == "." || self == "+" }
}
