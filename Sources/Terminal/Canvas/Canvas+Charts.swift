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

    /// The last `width` of `values` as columns of eighths, the newest at the right; the highest one is full.
    package mutating func sparkline(_ values: [Double], at point: Point, width: Int) {
        guard width > 0 else { return }
        let shown = values.suffix(width)
        let peak = shown.max() ?? 0
        let start = point.x + width - shown.count
        for (offset, value) in shown.enumerated() {
            let sign = Self.spark(value, of: peak, among: glyphs.sparks)
            put(sign: sign, at: Point(x: start + offset, y: point.y), CellStyle(.sparkline))
        }
    }

    private static func spark(_ value: Double, of peak: Double, among signs: [Character]) -> Character {
        guard peak > 0, value > 0, !signs.isEmpty else { return signs.first ?? " " }
        let last = signs.count - 1
        return signs[min(last, max(0, Int((value / peak * Double(last)).rounded())))]
    }
}
