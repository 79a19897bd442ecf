import Terminal

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
