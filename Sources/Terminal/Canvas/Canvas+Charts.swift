extension Canvas {
    /// A progress bar `width` columns long; `fraction` beyond 0…1 counts as the nearer end.
    ///
    /// It is full only at 1 and empty only at 0, so that "all but one" never looks done.
    package mutating func progressBar(_ fraction: Double, at point: Point, width: Int) {
        guard width > 0 else { return }
        let steps = glyphs.blockParts.count + 1
        let total = width * steps
        let bounded = fraction.isNaN ? 0 : min(max(fraction, 0), 1)
        var filled = Int((bounded * Double(total)).rounded(.down))
        if bounded > 0, filled == 0 { filled = 1 }
        let full = filled / steps
        let part = filled % steps
        fill(Rect(x: point.x, y: point.y, width: full, height: 1), with: glyphs.blockFull, .progressDone)
        var next = point.x + full
        if part > 0 {
            put(sign: glyphs.blockParts[part - 1], at: Point(x: next, y: point.y), CellStyle(.progressDone))
            next += 1
        }
        let rest = Rect(x: next, y: point.y, width: point.x + width - next, height: 1)
        fill(rest, with: glyphs.blockEmpty, .progressRest)
    }
}
