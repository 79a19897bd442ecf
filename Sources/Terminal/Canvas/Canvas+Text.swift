extension Canvas {
    /// Puts text from anywhere, sanitised, and says how many columns it takes.
    ///
    /// At most `maxWidth` columns are used (up to the right edge where it is not given); what does not fit gives
    /// way as `truncation` says.
    @discardableResult
    package mutating func put(
        _ text: String, at point: Point, _ style: CellStyle, maxWidth: Int? = nil,
        truncation: Truncation = .end
    ) -> Int {
        let room = maxWidth ?? max(0, size.width - point.x)
        guard room > 0 else { return 0 }
        if PlainASCII.holds(text) {
            return put(ascii: text.utf8, at: point, style, room: room, truncation)
        }
        return put(fitted(text, to: room, truncation), at: point, style, maxWidth: room)
    }

    /// The same, in a role with nothing laid over it.
    @discardableResult
    package mutating func put(
        _ text: String, at point: Point, _ role: Role = .text, maxWidth: Int? = nil,
        truncation: Truncation = .end
    ) -> Int {
        put(text, at: point, CellStyle(role), maxWidth: maxWidth, truncation: truncation)
    }

    /// Puts sanitised text and says how many columns it takes.
    @discardableResult
    package mutating func put(
        _ text: SafeText, at point: Point, _ style: CellStyle, maxWidth: Int? = nil,
        truncation: Truncation = .end
    ) -> Int {
        let room = maxWidth ?? max(0, size.width - point.x)
        var x = point.x
        for glyph in text.truncated(to: room, truncation, ellipsis: glyphs.ellipsis).glyphs {
            let shown = glyphs.alphabet == .ascii ? ASCIIFolding.fold(glyph) : glyph
            x += put(shown, at: Point(x: x, y: point.y), style)
        }
        return x - point.x
    }

    /// Puts text into exactly `width` columns, blanks included, aligned as asked.
    package mutating func put(
        _ text: String, at point: Point, width: Int, _ alignment: Alignment, _ style: CellStyle,
        truncation: Truncation = .end
    ) {
        fill(Rect(x: point.x, y: point.y, width: width, height: 1), style)
        let shown = fitted(text, to: width, truncation)
        let free = width - shown.width
        let offset =
            switch alignment {
            case .leading: 0
            case .trailing: free
            case .center: free / 2
            }
        put(shown, at: Point(x: point.x + offset, y: point.y), style, maxWidth: width)
    }

    /// `text` as it would stand in `columns` of this canvas.
    package func fitted(_ text: String, to columns: Int, _ truncation: Truncation = .end) -> SafeText {
        guard columns > 0 else { return .empty }
        let readsFromTheFront = truncation == .end || truncation == .clip
        if !readsFromTheFront, text.utf8.count > Self.longest(for: columns) {
            return fittedByItsEnds(text, to: columns, truncation)
        }
        let limit = readsFromTheFront ? columns + 2 : Int.max
        return SafeText(text, alphabet: glyphs.alphabet, limit: limit)
            .truncated(to: columns, truncation, ellipsis: glyphs.ellipsis)
    }

    /// The common case without an array of glyphs; `bytes` are known to be printable ASCII.
    private mutating func put(
        ascii bytes: String.UTF8View, at point: Point, _ style: CellStyle, room: Int, _ truncation: Truncation
    ) -> Int {
        let count = bytes.count
        guard count > room else {
            put(ascii: bytes, at: point, style)
            return count
        }
        // One column goes to the sign.
        let head =
            switch truncation {
            case .clip: room
            case .end: room - 1
            case .middle: room / 2
            case .start: 0
            }
        put(ascii: bytes.prefix(head), at: point, style)
        guard truncation != .clip else { return room }
        put(sign: glyphs.ellipsis, at: Point(x: point.x + head, y: point.y), style)
        let tail = bytes.suffix(truncation == .end ? 0 : room - head - 1)
        put(ascii: tail, at: Point(x: point.x + head + 1, y: point.y), style)
        return room
    }

    /// Reads only the two ends of a text so long that its middle cannot show.
    private func fittedByItsEnds(_ text: String, to columns: Int, _ truncation: Truncation) -> SafeText {
        let start = SafeText(text, alphabet: glyphs.alphabet, limit: columns)
        let last = String(text.unicodeScalars.suffix(Self.longest(for: columns) / 4))
        let end = SafeText(last, alphabet: glyphs.alphabet)
        let middle = SafeText(glyphs: Array(repeating: .space, count: columns))
        return (start + middle + end).truncated(to: columns, truncation, ellipsis: glyphs.ellipsis)
    }

    /// Bytes beyond which it pays to look at the ends alone.
    private static func longest(for columns: Int) -> Int { max(1024, columns * 16) }
}
