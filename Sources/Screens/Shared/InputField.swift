import Terminal

/// A line of text that is being typed.
struct InputText {
    var text: String
    /// Characters before the cursor; nil where the keys go elsewhere.
    var cursor: Int?
    var isMasked = false
    var placeholder = ""
}

/// Draws a text field across the first row of `rect`, scrolled so that its cursor is in sight.
func drawInput(_ input: InputText, in rect: Rect, on canvas: inout Canvas) {
    guard rect.width > 0, rect.height > 0 else { return }
    let style = CellStyle(.input)
    canvas.fill(rect.row(0), style)
    if input.text.isEmpty {
        canvas.put(input.placeholder, at: rect.origin, .placeholder, maxWidth: rect.width)
    }
    let cut = input.cursor ?? 0
    let before = shownHead(of: input, upTo: cut, columns: rect.width, on: canvas)
    // One more than fits, so that it is seen where there is more.
    let after = shown(input.text.dropFirst(cut).prefix(rect.width + 1), input, on: canvas)
    var x = rect.minX + canvas.put(before, at: rect.origin, style, maxWidth: rect.width)
    guard input.cursor != nil else {
        canvas.put(after, at: rect.origin, style, maxWidth: rect.width)
        return
    }
    x = min(x, rect.maxX - 1)
    let point = Point(x: x, y: rect.minY)
    // The character under the cursor is shown in any case.
    canvas.put(after, at: point, style, maxWidth: rect.maxX - x, truncation: rect.maxX - x > 2 ? .end : .clip)
    canvas.showCursor(at: point)
    let isWide = canvas[Point(x: x + 1, y: point.y)]?.glyph.width == 0
    canvas.restyle(Rect(x: x, y: point.y, width: isWide ? 2 : 1, height: 1)) { _ in
        CellStyle(.inputCursor)
    }
}

/// The characters before the place of a field that a column of it shows; the end where nothing stands there.
///
/// - Parameter column: from the field's left edge, as `drawInput` draws it in `columns`.
func placeInInput(_ input: InputText, at column: Int, columns: Int, on canvas: Canvas) -> Int {
    var place = input.cursor ?? 0
    var x = shownHead(of: input, upTo: place, columns: columns, on: canvas).width
    if column < x {
        for character in input.text.prefix(place).reversed() where x > column {
            x -= shown([character], input, on: canvas).width
            place -= 1
        }
    } else {
        for character in input.text.dropFirst(place) {
            x += shown([character], input, on: canvas).width
            if column < x { break }
            place += 1
        }
    }
    return place
}

/// What stands in front of the cursor, its start given up where it is too long; one column is left for the cursor.
private func shownHead(of input: InputText, upTo cut: Int, columns: Int, on canvas: Canvas) -> SafeText {
    let head = input.text.prefix(cut)
    let text = shown(head.suffix(columns + 1), input, on: canvas)
    return text.truncated(to: columns - 1, .start, ellipsis: canvas.glyphs.ellipsis)
}

private func shown(_ part: some Collection<Character>, _ input: InputText, on canvas: Canvas) -> SafeText {
    let mask = String(canvas.glyphs.bullet)
    let text = input.isMasked ? String(repeating: mask, count: part.count) : String(part)
    return SafeText(text, alphabet: canvas.glyphs.alphabet)
}
