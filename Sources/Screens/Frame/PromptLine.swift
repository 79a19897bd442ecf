import Terminal
import ViewModels

/// Draws the line that is being typed, with what is wrong with it at the right, or what may be done first.
func drawPrompt(_ prompt: PromptSnapshot, in rect: Rect, on canvas: inout Canvas) {
    canvas.fill(rect)
    var pen = LinePen(rect, indent: rect.width > 8 ? 1 : 0)
    pen.write(prompt.sign, .key, on: &canvas)
    let least = max(10, min(pen.room / 2, canvas.width(of: prompt.text) + 1))
    let aside =
        prompt.error.isEmpty
        ? [Run(prompt.hint, .hint)]
        : [Run("\(canvas.glyphs.crossMark) ", .error), Run(prompt.error, .error)]
    let wanted = canvas.width(of: aside)
    let width = wanted == 0 ? 0 : min(wanted + 3, max(0, pen.room - least))
    let field = Rect(x: pen.x, y: rect.minY, width: pen.room - width, height: min(1, rect.height))
    drawInput(InputText(text: prompt.text, cursor: prompt.cursor), in: field, on: &canvas)
    guard width > 4 else { return }
    pen.move(to: field.maxX + 2)
    pen.write(aside, on: &canvas)
}
