import Terminal
import ViewModels

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
