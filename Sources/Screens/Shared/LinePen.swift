import Terminal

/// Writes runs one behind another on one line and never past its right edge.
struct LinePen {
    private(set) var x: Int
    let y: Int
    let maxX: Int

    /// A pen at the left end of the first row of `rect`.
    init(_ rect: Rect, indent: Int = 0) {
        x = rect.minX + indent
        y = rect.minY
        maxX = rect.minY < rect.maxY ? rect.maxX : rect.minX
    }

    /// The columns left.
    var room: Int { max(0, maxX - x) }

    mutating func write(
        _ text: String, _ style: CellStyle, on canvas: inout Canvas, truncation: Truncation = .end
    ) {
        guard room > 0, !text.isEmpty else { return }
        x += canvas.put(text, at: Point(x: x, y: y), style, maxWidth: room, truncation: truncation)
    }

    mutating func write(
        _ text: String, _ role: Role = .text, on canvas: inout Canvas, truncation: Truncation = .end
    ) {
        write(text, CellStyle(role), on: &canvas, truncation: truncation)
    }

    mutating func write(sign: Character, _ role: Role, on canvas: inout Canvas) {
        guard room > 0 else { return }
        x += canvas.put(sign: sign, at: Point(x: x, y: y), CellStyle(role))
    }

    mutating func skip(_ columns: Int) { x += columns }

    /// Moves on to a column; never back.
    mutating func move(to column: Int) { x = max(x, column) }
}

/// A piece of a line in one style, so that a line can be measured before it is written.
struct Run {
    var text: String
    var style: CellStyle

    init(_ text: String, _ role: Role = .text) {
        self.text = text
        style = CellStyle(role)
    }

    init(_ text: String, _ style: CellStyle) {
        self.text = text
        self.style = style
    }
}

extension Canvas {
    /// The columns that all `runs` take behind one another.
    func width(of runs: [Run]) -> Int { runs.reduce(0) { $0 + width(of: $1.text) } }
}

extension LinePen {
    mutating func write(_ runs: [Run], on canvas: inout Canvas) {
        for run in runs { write(run.text, run.style, on: &canvas) }
    }
}
