import Terminal
import ViewModels

/// Draws the keys that work here; where room is scarce the last ones go, but never the way to all of them.
func drawHints(_ hints: [HintSnapshot], in rect: Rect, on canvas: inout Canvas) {
    for (hint, place) in hintPlaces(hints, in: rect, canvas) {
        var pen = LinePen(Rect(x: place.minX, y: place.minY, width: rect.maxX - place.minX, height: 1))
        write(hint, with: &pen, on: &canvas)
    }
}

/// The hints that have room in `rect`, each with its place.
func hintPlaces(
    _ hints: [HintSnapshot], in rect: Rect, _ canvas: Canvas
) -> [(hint: HintSnapshot, rect: Rect)] {
    guard rect.height > 0 else { return [] }
    let help = hints.last { $0.key == "?" }
    let reserved = help.map { width(of: $0, on: canvas) + 2 } ?? 0
    var places: [(hint: HintSnapshot, rect: Rect)] = []
    var x = rect.minX + 1
    func take(_ hint: HintSnapshot) {
        let width = width(of: hint, on: canvas)
        places.append((hint, Rect(x: x, y: rect.minY, width: width, height: 1)))
        x += width + 2
    }
    for hint in hints where hint != help {
        guard x + width(of: hint, on: canvas) + reserved <= rect.maxX else { break }
        take(hint)
    }
    if let help { take(help) }
    return places
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
}
