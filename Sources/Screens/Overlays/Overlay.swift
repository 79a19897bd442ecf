import Terminal
import ViewModels

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
