/// Which part of a text gives way where there is too little room.
package enum Truncation: Hashable, Sendable {
    /// The end, as in prose.
    case end
    /// The middle, as in addresses, whose both ends tell them apart.
    case middle
    /// The beginning, as in a field whose cursor stands at its end.
    case start
    /// The end, without a sign: for text that scrolls.
    case clip
}

/// Where text stands in a field wider than itself.
package enum Alignment: Hashable, Sendable {
    case leading, trailing, center
}

extension SafeText {
    /// The text in at most `columns`, with one `ellipsis` for what was cut off.
    package func truncated(
        to columns: Int, _ truncation: Truncation = .end, ellipsis: Character = "…"
    ) -> SafeText {
        guard width > columns else { return self }
        guard columns > 0 else { return .empty }
        if truncation == .clip { return SafeText(glyphs: Array(head(columns))) }
        let sign = Glyph.ofSign(ellipsis)
        let room = columns - Int(sign.width)
        switch truncation {
        case .end, .clip: return SafeText(glyphs: head(room) + [sign])
        case .start: return SafeText(glyphs: [sign] + tail(room))
        case .middle:
            let first = head((room + 1) / 2)
            return SafeText(glyphs: first + [sign] + tail(room / 2))
        }
    }

    /// The text with blanks up to `columns`; a wider one is left as it is.
    package func padded(to columns: Int, _ alignment: Alignment = .leading) -> SafeText {
        let missing = columns - width
        guard missing > 0 else { return self }
        let before =
            switch alignment {
            case .leading: 0
            case .trailing: missing
            case .center: missing / 2
            }
        let blanks = { Array(repeating: Glyph.space, count: $0) }
        return SafeText(glyphs: blanks(before) + glyphs + blanks(missing - before))
    }

    private func head(_ columns: Int) -> ArraySlice<Glyph> {
        var used = 0
        for (index, glyph) in glyphs.enumerated() {
            used += Int(glyph.width)
            if used > columns { return glyphs[..<index] }
        }
        return glyphs[...]
    }

    private func tail(_ columns: Int) -> ArraySlice<Glyph> {
        var used = 0
        for index in glyphs.indices.reversed() {
            used += Int(glyphs[index].width)
            if used > columns { return glyphs[(index + 1)...] }
        }
        return glyphs[...]
    }
}

extension Glyph {
    /// The glyph of one of our own signs.
    static func ofSign(_ sign: Character) -> Glyph {
        var reader = GlyphReader(sign.unicodeScalars.makeIterator())
        return reader.next() ?? .space
    }
}
