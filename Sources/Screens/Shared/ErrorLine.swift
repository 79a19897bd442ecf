import Terminal

/// Draws what is wrong, behind its sign, on the first row of `rect`.
func drawErrorLine(_ error: String, in rect: Rect, on canvas: inout Canvas) {
    var pen = LinePen(rect)
    pen.write(sign: canvas.glyphs.crossMark, .error, on: &canvas)
    pen.skip(1)
    pen.write(error, .error, on: &canvas)
}
