import Terminal
import ViewModels

/// Draws a message with the sign of its weight; the next step at its end is never cut off for its sake.
func drawNotice(_ notice: NoticeSnapshot, in rect: Rect, on canvas: inout Canvas) {
    let hint = notice.hint.isEmpty ? "" : " \(canvas.glyphs.separator) "
    let hintWidth = canvas.width(of: hint + notice.hint)
    let showsHint = hintWidth > 0 && hintWidth + 12 <= rect.width
    var pen = LinePen(rect.inset(left: 1, right: showsHint ? hintWidth + 1 : 1))
    let role = notice.level.role
    pen.write(sign: notice.level.sign(of: canvas.glyphs), role, on: &canvas)
    pen.skip(1)
    pen.write(notice.text, role, on: &canvas)
    guard showsHint else { return }
    var rest = LinePen(Rect(x: pen.x, y: pen.y, width: rect.maxX - pen.x, height: 1))
    rest.write(hint, .dim, on: &canvas)
    rest.write(notice.hint, .key, on: &canvas)
}

extension NoticeLevel {
    fileprivate var role: Role {
        switch self {
        case .info: .noticeInfo
        case .success: .good
        case .warning: .noticeWarning
        case .error: .noticeError
        }
    }

    fileprivate func sign(of glyphs: GlyphSet) -> Character {
        switch self {
        case .info: glyphs.bullet
        case .success: glyphs.check
        case .warning: glyphs.warningSign
        case .error: glyphs.crossMark
        }
    }
}
