extension Canvas {
    /// Covers `rect` with blanks in `style`.
    package mutating func fill(_ rect: Rect, _ style: CellStyle) {
        fill(rect, with: .space, style)
    }

    /// Covers `rect` with blanks in a role.
    package mutating func fill(_ rect: Rect, _ role: Role = .text) {
        fill(rect, with: .space, CellStyle(role))
    }

    /// Covers `rect` with one sign of ours.
    package mutating func fill(_ rect: Rect, with sign: Character, _ role: Role) {
        fill(rect, with: glyph(of: sign), CellStyle(role))
    }

    /// Puts one sign of ours and says how many columns it takes.
    @discardableResult
    package mutating func put(sign: Character, at point: Point, _ style: CellStyle) -> Int {
        put(glyph(of: sign), at: point, style)
    }

    /// A line across, `length` columns long; blanks where borders are not drawn.
    package mutating func horizontalLine(at point: Point, length: Int, _ role: Role = .border) {
        fill(Rect(x: point.x, y: point.y, width: length, height: 1), with: glyphs.horizontal, role)
    }

    /// A line down, `length` rows long; blanks where borders are not drawn.
    package mutating func verticalLine(at point: Point, length: Int, _ role: Role = .border) {
        fill(Rect(x: point.x, y: point.y, width: 1, height: length), with: glyphs.vertical, role)
    }

    /// A frame along the inside of `rect`, with a title in its upper line; too small a block gets nothing.
    package mutating func box(
        _ rect: Rect, _ role: Role = .border, title: String = "", titleRole: Role = .title
    ) {
        guard rect.width >= 2, rect.height >= 2 else { return }
        let right = rect.maxX - 1
        let bottom = rect.maxY - 1
        horizontalLine(at: rect.origin, length: rect.width, role)
        horizontalLine(at: Point(x: rect.minX, y: bottom), length: rect.width, role)
        verticalLine(at: rect.origin, length: rect.height, role)
        verticalLine(at: Point(x: right, y: rect.minY), length: rect.height, role)
        let style = CellStyle(role)
        put(sign: glyphs.topLeft, at: rect.origin, style)
        put(sign: glyphs.topRight, at: Point(x: right, y: rect.minY), style)
        put(sign: glyphs.bottomLeft, at: Point(x: rect.minX, y: bottom), style)
        put(sign: glyphs.bottomRight, at: Point(x: right, y: bottom), style)
        if !title.isEmpty, rect.width > 6 {
            let shown = " \(fitted(title, to: rect.width - 6).text) "
            put(shown, at: Point(x: rect.minX + 2, y: rect.minY), titleRole, maxWidth: rect.width - 4)
        }
    }

    private mutating func fill(_ rect: Rect, with glyph: Glyph, _ style: CellStyle) {
        for y in rect.minY..<rect.maxY {
            var x = rect.minX
            while x < rect.maxX { x += put(glyph, at: Point(x: x, y: y), style) }
        }
    }

    private func glyph(of sign: Character) -> Glyph {
        let glyph = Glyph.ofSign(sign)
        return glyphs.alphabet == .ascii ? ASCIIFolding.fold(glyph) : glyph
    }
}

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
