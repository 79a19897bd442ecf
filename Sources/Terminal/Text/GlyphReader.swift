/// Turns scalars from outside into glyphs, one at a time, so that only what is shown is ever read.
///
/// Nothing it yields steers a terminal, changes the order of what stands around it, or is invisible: each run
/// of such scalars becomes one visible sign.
struct GlyphReader<Source: IteratorProtocol> where Source.Element == Unicode.Scalar {
    private var source: Source
    private var ahead: Unicode.Scalar?
    private var pending: Glyph?

    /// Stands for a run of scalars that cannot be seen, and under marks that lack a character.
    static var hiddenSign: Unicode.Scalar { "\u{25CC}" }
    /// Stands for a scalar that no font can be trusted to draw.
    static var unprintableSign: Unicode.Scalar { "\u{25A1}" }

    init(_ source: Source) {
        self.source = source
        ahead = self.source.next()
    }

    mutating func next() -> Glyph? {
        if let sign = pending {
            pending = nil
            return sign
        }
        guard let scalar = take() else { return nil }
        switch ScalarKind(scalar) {
        case .spacing(let width): return spacing(scalar, width)
        case .mark: return lonely(mark: scalar)
        case .regionalIndicator: return Glyph(trusted: Self.letter(ofIndicator: scalar))
        case .control(let picture): return Glyph(trusted: picture)
        case .unprintable: return Glyph(trusted: Self.unprintableSign)
        case .hidden:
            skipHidden()
            return Glyph(trusted: Self.hiddenSign)
        }
    }

    private mutating func spacing(_ scalar: Unicode.Scalar, _ width: Int) -> Glyph {
        var glyph = Glyph(trusted: scalar, width: width)
        guard let following = ahead, following.value >= 0x80 else { return glyph }
        absorbMarks(into: &glyph)
        if scalar.properties.isEmoji { skipRestOfEmoji() }
        return glyph
    }

    private mutating func lonely(mark: Unicode.Scalar) -> Glyph {
        var glyph = Glyph(trusted: Self.hiddenSign)
        _ = glyph.add(mark: mark)
        absorbMarks(into: &glyph)
        return glyph
    }

    private mutating func absorbMarks(into glyph: inout Glyph) {
        while let scalar = ahead, scalar.value >= 0x300, ScalarKind(scalar) == .mark {
            _ = take()
            if !glyph.add(mark: scalar) { pending = Glyph(trusted: Self.hiddenSign) }
        }
        if pending != nil { skipHidden() }
    }

    /// Drops selectors, skin tones, tags and whatever is joined on, and leaves one sign for all of it.
    private mutating func skipRestOfEmoji() {
        while let scalar = ahead, EmojiSequence.continues(with: scalar) {
            _ = take()
            pending = Glyph(trusted: Self.hiddenSign)
            if scalar == EmojiSequence.joiner, let joined = ahead, EmojiSequence.canBeJoined(joined) {
                _ = take()
            }
            if let keycap = ahead, keycap == EmojiSequence.keycap { _ = take() }
        }
        if pending != nil { skipHidden() }
    }

    private mutating func skipHidden() {
        while let scalar = ahead, scalar.value >= 0x80, ScalarKind(scalar) == .hidden { _ = take() }
    }

    private mutating func take() -> Unicode.Scalar? {
        guard let scalar = ahead else { return nil }
        ahead = source.next()
        return scalar
    }

    private static func letter(ofIndicator scalar: Unicode.Scalar) -> Unicode.Scalar {
        Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value - 0x1F1E6 + 0x41))
    }
}

/// How several scalars make one emoji.
enum EmojiSequence {
    static let joiner: Unicode.Scalar = "\u{200D}"
    static let keycap: Unicode.Scalar = "\u{20E3}"

    static func continues(with scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x200D, 0xFE0E, 0xFE0F, 0x1F3FB...0x1F3FF, 0xE0020...0xE007F: true
        default: false
        }
    }

    static func canBeJoined(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x80 && scalar.properties.isEmoji
    }
}
