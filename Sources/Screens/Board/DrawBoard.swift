package import Terminal
package import ViewModels

/// The picture of one moment: nothing but its arguments decides what any cell shows.
///
/// The canvas has the size of the snapshot's layout. Its cursor stands in the field being typed in; with plain
/// `glyphs` it stands on the selected row else, and is hidden otherwise.
package func drawBoard(_ snapshot: BoardSnapshot, glyphs: GlyphSet) -> Canvas {
    let layout = snapshot.layout
    var canvas = Canvas(size: layout.size, glyphs: glyphs)
    if let rect = layout.header { drawHeader(snapshot.header, in: rect, on: &canvas) }
    if let rect = layout.tabs { drawTabs(snapshot.tabs, in: rect, on: &canvas) }
    drawBody(snapshot.body, layout, on: &canvas)
    if let rect = layout.crumbs { drawCrumbs(snapshot.crumbs, in: rect, on: &canvas) }
    if let rect = layout.notice, let notice = snapshot.notice {
        drawNotice(notice, in: rect, on: &canvas)
    }
    if let rect = layout.hints { drawHints(snapshot.hints, in: rect, on: &canvas) }
    if let overlay = snapshot.overlay { drawOverlay(overlay, over: layout, on: &canvas) }
    if let suggestions = snapshot.prompt?.suggestions, snapshot.overlay == nil {
        let area = Rect(x: 0, y: layout.body.minY, width: layout.size.width, height: layout.body.height)
        canvas.clipped(to: area) { drawSuggestions(suggestions, over: area, on: &$0) }
    }
    if let prompt = snapshot.prompt { drawPrompt(prompt, in: layout.promptLine, on: &canvas) }
    return canvas
}

private func drawBody(_ body: BodySnapshot, _ layout: BoardLayout, on canvas: inout Canvas) {
    let rect = layout.body
    canvas.clipped(to: rect) { canvas in
        switch body {
        case .table(let table, preview: _): drawTable(table, in: rect, on: &canvas)
        case .detail(let page), .lines(let page): drawDetail(page, in: rect, on: &canvas)
        case .watch(let watch): drawWatch(watch, in: rect, on: &canvas)
        }
    }
    guard let rect = layout.preview, case .table(_, preview: let detail) = body else { return }
    canvas.clipped(to: rect) { drawPreview(detail, in: rect, on: &$0) }
}

extension BoardLayout {
    /// In place of the crumbs; without them in place of the notice, else on the last line.
    var promptLine: Rect {
        crumbs ?? notice ?? Rect(x: 0, y: size.height - 1, width: size.width, height: 1)
    }
}

/// Draws what lies over the body and takes the keys.
func drawOverlay(_ overlay: OverlaySnapshot, over layout: BoardLayout, on canvas: inout Canvas) {
    let body = layout.body
    let area = Rect(x: 0, y: body.minY, width: layout.size.width, height: body.height)
    canvas.cursor = nil
    canvas.clipped(to: area) { canvas in
        switch overlay {
        case .menu(let menu): drawMenu(menu, in: area, on: &canvas)
        case .confirm(let confirm): drawConfirm(confirm, in: area, on: &canvas)
        case .form(let form): drawForm(form, in: area, on: &canvas)
        case .palette(let palette): drawPalette(palette, in: area, on: &canvas)
        case .help(let page):
            let help = HelpLayout(width: layout.size.width, body: body)
            drawHelp(page, help, in: area, on: &canvas)
        case .reveal(let secrets): drawReveal(secrets, in: area, on: &canvas)
        case .choice(let choice): drawChoice(choice, in: area, on: &canvas)
        }
    }
}
