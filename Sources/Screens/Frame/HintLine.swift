import Terminal
import ViewModels

/// Draws the keys that work here; where room is scarce the last ones go, but never the way to all of them.
func drawHints(_ hints: [HintSnapshot], in rect: Rect, on canvas: inout Canvas) {
    let help = hints.last { $0.key == "?" }
    let reserved = help.map { width(of: $0, on: canvas) + 2 } ?? 0
    var pen = LinePen(rect, indent: 1)
    for hint in hints where hint != help {
        guard pen.x + width(of: hint, on: canvas) + reserved <= rect.maxX else { break }
        write(hint, with: &pen, on: &canvas)
    }
    if let help { write(help, with: &pen, on: &canvas) }
}

private func width(of hint: HintSnapshot, on canvas: Canvas) -> Int {
    let brackets = !hint.isEnabled && canvas.isPlain ? 2 : 0
    return canvas.width(of: hint.key) + 1 + canvas.width(of: hint.title) + brackets
}

/// A key that does nothing now is dimmed, and stands in brackets where dimming cannot be heard.
private func write(_ hint: HintSnapshot, with pen: inout LinePen, on canvas: inout Canvas) {
    let hasBrackets = !hint.isEnabled && canvas.isPlain
    if hasBrackets { pen.write("(", .disabled, on: &canvas) }
    pen.write(hint.key, hint.isEnabled ? .key : .disabled, on: &canvas)
    pen.skip(1)
    pen.write(hint.title, hint.isEnabled ? .hint : .disabled, on: &canvas)
    if hasBrackets { pen.write(")", .disabled, on: &canvas) }
    pen.skip(2)
}
