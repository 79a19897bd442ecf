/// Text that may reach a cell: whatever came from outside, with everything that is not plain sight replaced.
///
/// Controls become their pictures (`␛`), broken UTF-8 `�`, runs of what cannot be seen (bidi overrides, joiners,
/// variation selectors, zero-width blanks) one `◌`, private and unassigned scalars `□`. An emoji sequence shows
/// its first emoji and a `◌` for the rest; a flag shows its two letters. The width is that of what is emitted.
package struct SafeText: Hashable, Sendable {
    /// What goes into cells, in order.
    package let glyphs: [Glyph]
    /// The columns that all of it takes.
    package let width: Int

    init(glyphs: [Glyph]) {
        self.glyphs = glyphs
        width = glyphs.reduce(0) { $0 + Int($1.width) }
    }

    /// Sanitises `text`; reading ends once `limit` columns are full.
    package init(_ text: String, alphabet: Alphabet = .unicode, limit: Int = .max) {
        self.init(reading: text.unicodeScalars.makeIterator(), alphabet: alphabet, limit: limit)
    }

    /// Sanitises what should be UTF-8; reading ends once `limit` columns are full.
    package init(bytes: some Sequence<UInt8>, alphabet: Alphabet = .unicode, limit: Int = .max) {
        self.init(
            reading: RepairingUTF8(bytes.makeIterator()), alphabet: alphabet, limit: limit)
    }

    private init(
        reading source: some IteratorProtocol<Unicode.Scalar>, alphabet: Alphabet, limit: Int
    ) {
        var reader = GlyphReader(source)
        var glyphs: [Glyph] = []
        var width = 0
        while width < limit, var glyph = reader.next() {
            if alphabet == .ascii { glyph = ASCIIFolding.fold(glyph) }
            guard width + Int(glyph.width) <= limit else { break }
            width += Int(glyph.width)
            glyphs.append(glyph)
        }
        self.glyphs = glyphs
        self.width = width
    }

    /// No text at all.
    package static let empty = SafeText(glyphs: [])

    /// True where nothing is shown.
    package var isEmpty: Bool { glyphs.isEmpty }

    /// What is shown, as a string.
    package var text: String {
        var view = String.UnicodeScalarView()
        for glyph in glyphs { view.append(contentsOf: glyph.scalars) }
        return String(view)
    }

    /// One text behind the other.
    package static func + (left: SafeText, right: SafeText) -> SafeText {
        SafeText(glyphs: left.glyphs + right.glyphs)
    }
}

/// Decodes bytes that should be UTF-8; each broken part gives one replacement character.
struct RepairingUTF8<Bytes: IteratorProtocol<UInt8>>: IteratorProtocol {
    private var bytes: Bytes
    private var codec = Unicode.UTF8()

    init(_ bytes: Bytes) {
        self.bytes = bytes
    }

    mutating func next() -> Unicode.Scalar? {
        switch codec.decode(&bytes) {
        case .scalarValue(let scalar): scalar
        case .error: "\u{FFFD}"
        case .emptyInput: nil
        }
    }
}
