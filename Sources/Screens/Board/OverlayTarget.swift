import Terminal
import ViewModels

/// What stands at a place of an overlay: an item of its list, or a key that its foot names.
func overlayTarget(
    at place: Point, in overlay: OverlaySnapshot, _ area: Rect, _ layout: BoardLayout, _ canvas: Canvas
) -> BoardClick? {
    switch overlay {
    case .choice(let choice):
        let parts = ChoiceLayout(choice, in: area, canvas)
        return item(at: place, of: choice.items.count, in: parts.list, around: choice.selected)
            ?? hint(at: place, in: parts.hints, canvas)
    case .palette(let palette):
        let layout = PaletteLayout(palette, in: area, canvas)
        let line = InputText(text: palette.text, cursor: palette.cursor)
        return text(at: place, of: line, in: layout.field, canvas)
            ?? item(at: place, of: palette.items.count, in: layout.list, around: palette.selected)
    case .menu(let menu):
        return item(at: place, of: menu.items.count, in: MenuLayout(menu, in: area, canvas).frame.content)
    case .form(let form): return formTarget(at: place, in: form, FormLayout(form, in: area, canvas), canvas)
    case .reveal(let reveal): return revealTarget(at: place, in: reveal, area, canvas)
    case .help(let page):
        let help = HelpLayout(width: layout.size.width, body: layout.body)
        return hint(at: place, in: HelpParts(page, help, in: area, canvas).hints, canvas)
    // What is confirmed is confirmed by a key.
    case .confirm(let confirm):
        let line = InputText(text: confirm.typed, cursor: confirm.cursor)
        return text(at: place, of: line, in: ConfirmLayout(confirm, in: area, canvas).field, canvas)
    }
}

/// What stands at a place of the line that is being typed.
func promptTarget(at place: Point, in prompt: PromptSnapshot, _ rect: Rect, _ canvas: Canvas) -> BoardClick? {
    let line = InputText(text: prompt.text, cursor: prompt.cursor)
    return text(at: place, of: line, in: PromptLayout(prompt, in: rect, canvas).field, canvas)
}

private func text(at place: Point, of line: InputText, in field: Rect, _ canvas: Canvas) -> BoardClick? {
    guard field.contains(place) else { return nil }
    return .text(nil, at: placeInInput(line, at: place.x - field.minX, columns: field.width, on: canvas))
}

/// What may be typed: the item that is put into the line.
func suggestionTarget(
    at place: Point, in suggestions: Suggestions, _ area: Rect, _ canvas: Canvas
) -> BoardClick? {
    guard let layout = SuggestionLayout(suggestions, over: area, isPlain: canvas.isPlain) else { return nil }
    return item(at: place, of: suggestions.items.count, in: layout.list)
}

private func formTarget(
    at place: Point, in form: FormSnapshot, _ layout: FormLayout, _ canvas: Canvas
) -> BoardClick? {
    guard form.preview == nil, !form.isSending else { return nil }
    guard layout.body.contains(place) else {
        return hint(at: place, in: layout.foot.hints(in: layout.bottom), canvas)
    }
    return layout.fields.target(at: place, in: layout.body, canvas)
}

private func revealTarget(
    at place: Point, in reveal: RevealSnapshot, _ area: Rect, _ canvas: Canvas
) -> BoardClick? {
    let parts = RevealParts(reveal, in: area, canvas)
    let lines = parts.layout.lines
    guard parts.body.contains(place) else { return hint(at: place, in: parts.hints, canvas) }
    let current = lines.firstIndex { $0.entry == reveal.cursor }
    let visible = visibleLines(of: lines.count, rows: parts.body.height, around: current)
    let line = visible.lowerBound + place.y - parts.body.minY
    return visible.contains(line) ? .item(lines[line].entry) : nil
}

private func item(at place: Point, of count: Int, in list: Rect, around cursor: Int? = nil) -> BoardClick? {
    // A line reaches from border to border, as its selection does.
    guard list.inset(x: -1, y: 0).contains(place) else { return nil }
    let lines = visibleLines(of: count, rows: list.height, around: cursor)
    let index = lines.lowerBound + place.y - list.minY
    return lines.contains(index) ? .item(index) : nil
}

private func hint(at place: Point, in hints: HintLines, _ canvas: Canvas) -> BoardClick? {
    hints.key(at: place, canvas).map { .hint($0) }
}
