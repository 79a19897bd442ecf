import Terminal
import ViewModels

/// A next step that is longer is a sentence; below the least of it there is no use in its beginning.
private let (longestKey, leastSentence) = (24, 12)

/// Draws a message with the sign of its weight; the next step at its end is never cut off for its sake, unless it is a
/// sentence, which takes what the message leaves.
func drawNotice(_ notice: NoticeSnapshot, in rect: Rect, on canvas: inout Canvas) {
    let hint = notice.hint.isEmpty ? "" : " \(canvas.glyphs.separator) "
    // Before the message stand a blank, its sign and another blank.
    let left = rect.width - 4 - canvas.width(of: notice.text)
    let whole = canvas.width(of: hint + notice.hint)
    let hintWidth = whole > longestKey ? min(whole, left) : whole
    let showsHint = whole > 0 && hintWidth >= min(whole, leastSentence) && hintWidth + 12 <= rect.width
    var pen = LinePen(rect.inset(left: 1, right: showsHint ? hintWidth + 1 : 1))
    let role = notice.level.role
    pen.write(sign: notice.level.sign(of: canvas.glyphs), role, on: &canvas)
    pen.skip(1)
    pen.write(notice.text, role, on: &canvas)
    guard showsHint else { return }
    var rest = LinePen(Rect(x: pen.x, y: pen.y, width: max(0, rect.maxX - 1 - pen.x), height: 1))
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
