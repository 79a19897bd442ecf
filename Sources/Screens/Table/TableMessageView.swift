import Terminal
import ViewModels

/// Draws in the middle of `rect` why there are no rows, and under it what to do.
func drawTableMessage(_ message: TableMessage, in rect: Rect, on canvas: inout Canvas) {
    let columns = max(1, min(72, rect.width - 4))
    let sign = message.kind.sign(of: canvas.glyphs)
    let text = canvas.wrapped(sign + message.text, to: columns, limit: 6)
    let hint = message.hint.isEmpty ? [] : canvas.wrapped(message.hint, to: columns, limit: 4)
    let isRoomy = rect.height > text.count + hint.count
    let gap = isRoomy && !hint.isEmpty ? 1 : 0
    var y = rect.minY + max(0, (rect.height - text.count - gap - hint.count) * 2 / 5)
    canvas.clipped(to: rect) { canvas in
        for line in text {
            drawCentred(line, message.kind.role, y: y, in: rect, on: &canvas)
            y += 1
        }
        y += gap
        for line in hint {
            drawCentred(line, .hint, y: y, in: rect, on: &canvas)
            y += 1
        }
    }
}

private func drawCentred(_ line: String, _ role: Role, y: Int, in rect: Rect, on canvas: inout Canvas) {
    let x = rect.minX + max(0, (rect.width - canvas.width(of: line)) / 2)
    canvas.put(line, at: Point(x: x, y: y), role, maxWidth: max(0, rect.maxX - x))
}

extension TableMessage.Kind {
    fileprivate var role: Role {
        switch self {
        case .loading: .dim
        case .empty, .filteredOut: .text
        case .failed: .error
        case .notOffered: .disabled
        }
    }

    fileprivate func sign(of glyphs: GlyphSet) -> String {
        self == .failed ? "\(glyphs.crossMark) " : ""
    }
}
