import ServiceCore
import Terminal
import ViewModels

/// Where every message of the audience stands, written as the sum that it is.
///
/// With room the names stand above the numbers, each number in a place of its own, so that nothing moves while
/// they change. Else the terms flow, and those that are zero give way first: the sum stays right.
struct Partition {
    private let form: Form

    private enum Form {
        case table([Column])
        case flow([[[Run]]], indent: Int)
    }

    fileprivate struct Column {
        var sign: String
        var label: String
        var count: String
        var tone: StateWord.Tone
        var width: Int
    }

    private static let gap = 2

    init(_ watch: WatchSnapshot, width: Int, rows: Int, _ canvas: Canvas) {
        let columns = Self.columns(of: watch, canvas)
        let total = columns.reduce(0) { $0 + $1.width } + Self.gap * (columns.count - 1)
        if total <= width, rows >= 2, !canvas.isPlain {
            form = .table(columns)
            return
        }
        let all = Self.flow(columns, width: width, canvas)
        let counted = columns.enumerated().filter { $0.offset == 0 || $0.element.count != "0" }.map(\.element)
        form =
            all.lines.count <= rows
            ? .flow(all.lines, indent: all.indent) : Self.short(counted, width, canvas)
    }

    /// The rows that the whole of it takes.
    var rows: Int {
        switch form {
        case .table: 2
        case .flow(let lines, _): lines.count
        }
    }

    func draw(in rect: Rect, on canvas: inout Canvas) {
        guard rect.height > 0 else { return }
        switch form {
        case .table(let columns): Self.draw(columns, in: rect, on: &canvas)
        case .flow(let lines, let indent):
            drawFlow(lines, gap: 1, indent: indent, in: rect, on: &canvas)
            guard lines.count > rect.height else { return }
            let end = Point(x: rect.maxX - 1, y: rect.maxY - 1)
            canvas.put(sign: canvas.glyphs.ellipsis, at: end, CellStyle(.dim))
        }
    }

    private static func columns(of watch: WatchSnapshot, _ canvas: Canvas) -> [Column] {
        let whole = Column(
            sign: "", label: "audience", count: watch.audience, tone: .neutral,
            width: max(8, canvas.width(of: watch.audience)))
        return [whole]
            + watch.states.enumerated().map { index, state in
                Column(
                    sign: index == 0 ? "=" : "+", label: state.label, count: state.count, tone: state.tone,
                    width: max(canvas.width(of: state.label), canvas.width(of: state.count) + 1))
            }
    }

    private static func draw(_ columns: [Column], in rect: Rect, on canvas: inout Canvas) {
        let names = rect.row(0)
        let numbers = rect.row(1)
        var x = rect.minX
        for column in columns {
            let name = Point(x: x, y: names.minY)
            canvas.put(column.label, at: name, width: column.width, .trailing, CellStyle(.label))
            guard numbers.height > 0 else { continue }
            canvas.put(column.sign, at: Point(x: x - 1, y: numbers.minY), .dim, maxWidth: 1)
            let number = Point(x: x + (column.sign.isEmpty ? 0 : 1), y: numbers.minY)
            let width = column.width - (column.sign.isEmpty ? 0 : 1)
            canvas.put(column.count, at: number, width: width, .trailing, column.style)
            x += column.width + gap
        }
    }

    private static func short(_ columns: [Column], _ width: Int, _ canvas: Canvas) -> Form {
        let flow = flow(columns, width: width, canvas)
        return .flow(flow.lines, indent: flow.indent)
    }

    private static func flow(
        _ columns: [Column], width: Int, _ canvas: Canvas
    ) -> (lines: [[[Run]]], indent: Int) {
        let pieces = columns.map { column in
            let sign = column.sign.isEmpty ? [] : [Run(column.sign + " ", .dim)]
            return sign + [Run(column.label + " ", .label), Run(column.count, column.style)]
        }
        let indent = width >= 50 ? canvas.width(of: pieces[0]) + 1 : 2
        return (flowed(pieces, gap: 1, columns: width, indent: indent, on: canvas), indent)
    }
}

extension Partition.Column {
    /// Nothing is quiet, something has the tone of what it means.
    fileprivate var style: CellStyle {
        if count == "0" { return CellStyle(.dim) }
        return sign.isEmpty ? CellStyle(.text).bold : CellStyle(tone.role)
    }
}
