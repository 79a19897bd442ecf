import Terminal
import ViewModels

/// A next step that is longer is a sentence; below the least of it there is no use in its beginning.
private let (longestKey, leastSentence) = (24, 12)

/// Draws a message with the sign of its weight; the next step at its end is never cut off for its sake, unless it is a
/// sentence, which takes what the message leaves.
func drawNotice(_ notice: NoticeSnapshot, in rect: Rect, on canvas: inout Canvas) {
    let line = NoticeLine(notice, in: rect, canvas)
    var pen = LinePen(line.message)
    let role = notice.level.role
    pen.write(sign: notice.level.sign(of: canvas.glyphs), role, on: &canvas)
    pen.skip(1)
    pen.write(notice.text, role, on: &canvas)
    guard let hints = line.hints else { return }
    canvas.put(line.separator, at: Point(x: pen.x, y: pen.y), .dim)
    hints.draw(.key, on: &canvas)
}

/// Where the parts of a message stand.
struct NoticeLine {
    let message: Rect
    let separator: String
    /// The next step, behind the message and the separator; nil where there is none, or no room for it.
    let hints: HintLines?

    init(_ notice: NoticeSnapshot, in rect: Rect, _ canvas: Canvas) {
        separator = notice.hint.isEmpty ? "" : " \(canvas.glyphs.separator) "
        // Before the message stand a blank, its sign and another blank.
        let left = rect.width - 4 - canvas.width(of: notice.text)
        let whole = canvas.width(of: separator + notice.hint)
        let width = whole > longestKey ? min(whole, left) : whole
        let showsHint = whole > 0 && width >= min(whole, leastSentence) && width + 12 <= rect.width
        message = rect.inset(left: 1, right: showsHint ? width + 1 : 1)
        let words = canvas.fitted(notice.text, to: max(0, message.width - 2)).width
        let start = message.minX + 2 + words + canvas.width(of: separator)
        let place = Rect(x: start, y: rect.minY, width: max(0, rect.maxX - 1 - start), height: rect.height)
        hints = showsHint ? HintLines(lines: [notice.hint], rect: place) : nil
    }
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
