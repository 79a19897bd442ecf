import Terminal
import ViewModels

/// The last lines of a form: what is wrong with it as a whole, and how to go on.
struct FormFoot {
    private let error: [String]
    private let hint: [String]
    private let isSending: Bool
    private let legend: String

    init(_ form: FormSnapshot, columns: Int, _ canvas: Canvas) {
        error = form.error.isEmpty ? [] : canvas.wrapped(form.error, to: columns - 2, limit: 3)
        hint = form.hint.isEmpty ? [] : canvas.wrapped(form.hint, to: columns, limit: 2)
        isSending = form.isSending
        let words = [
            form.fields.contains(where: \.isRequired) ? "* required" : nil,
            form.fields.contains(where: \.isChanged) ? "~ changed" : nil,
        ].compactMap(\.self)
        let room = columns - (hint.last.map { canvas.width(of: $0) } ?? 0) - 3
        let joined = words.joined(separator: "  ")
        legend = form.preview == nil && canvas.width(of: joined) <= room ? joined : ""
    }

    var rows: Int { 1 + error.count + max(1, hint.count) }

    /// The keys by which it goes on, where the foot stands in `rect`.
    func hints(in rect: Rect) -> HintLines {
        HintLines(lines: hint, rect: rect.inset(top: first(in: rect) + error.count))
    }

    private func first(in rect: Rect) -> Int { rect.height >= rows ? 1 : 0 }

    func draw(in rect: Rect, on canvas: inout Canvas) {
        let (hints, first) = (hints(in: rect), first(in: rect))
        drawErrorLines(error, in: rect.inset(top: first), on: &canvas)
        hints.draw(isSending ? .spinner : .hint, on: &canvas)
        let last = rect.row(first + error.count + max(0, hint.count - 1))
        guard !last.isEmpty, !legend.isEmpty else { return }
        canvas.put(legend, at: last.origin, width: last.width, .trailing, .dim, after: hint.last ?? "")
    }
}

extension Canvas {
    /// Puts `text` at the right end of a line without touching what stands at its left end.
    fileprivate mutating func put(
        _ text: String, at point: Point, width: Int, _ alignment: Alignment, _ role: Role, after left: String
    ) {
        let taken = self.width(of: left)
        put(
            text, at: Point(x: point.x + taken, y: point.y), width: max(0, width - taken), alignment,
            CellStyle(role))
    }
}
