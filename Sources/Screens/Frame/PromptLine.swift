import Terminal
import ViewModels

/// Draws the line that is being typed, with what is wrong with it at the right, or what may be done first.
func drawPrompt(_ prompt: PromptSnapshot, in rect: Rect, on canvas: inout Canvas) {
    let layout = PromptLayout(prompt, in: rect, canvas)
    canvas.fill(rect)
    var pen = LinePen(rect, indent: layout.indent)
    pen.write(prompt.sign, .key, on: &canvas)
    drawInput(InputText(text: prompt.text, cursor: prompt.cursor), in: layout.field, on: &canvas)
    guard rect.maxX - layout.field.maxX > 4 else { return }
    pen.move(to: layout.field.maxX + 2)
    pen.write(layout.aside, on: &canvas)
}

/// Where the parts of the line that is being typed stand.
struct PromptLayout {
    let indent: Int
    let field: Rect
    /// What stands at the right, as far as there is room.
    let aside: [Run]

    init(_ prompt: PromptSnapshot, in rect: Rect, _ canvas: Canvas) {
        indent = rect.width > 8 ? 1 : 0
        aside =
            prompt.error.isEmpty
            ? [Run(prompt.hint, .hint)]
            : [Run("\(canvas.glyphs.crossMark) ", .error), Run(prompt.error, .error)]
        let start = min(rect.maxX, rect.minX + indent + canvas.width(of: prompt.sign))
        let room = max(0, rect.maxX - start)
        let least = max(10, min(room / 2, canvas.width(of: prompt.text) + 1))
        let wanted = canvas.width(of: aside)
        let width = wanted == 0 ? 0 : min(wanted + 3, max(0, room - least))
        field = Rect(x: start, y: rect.minY, width: room - width, height: min(1, rect.height))
    }
}
