/// What stands for a glyph where only ASCII may be shown.
enum ASCIIFolding {
    static func fold(_ glyph: Glyph) -> Glyph {
        if glyph.isASCII { return glyph }
        guard let value = glyph.baseCodePoint else { return glyph }
        return Glyph(trusted: Unicode.Scalar(fold(value)))
    }

    private static func fold(_ value: UInt32) -> UInt8 {
        switch value {
        case ..<0x80: UInt8(value)
        case 0xA0, 0x2000...0x200A, 0x3000: UInt8(ascii: " ")
        case 0xC0...0x17F: latin[Int(value - 0xC0)]
        case 0x2500...0x257F: line(value)
        case 0x2581...0x2590: UInt8(ascii: "#")
        default: signs[value] ?? UInt8(ascii: "?")
        }
    }

    /// The base letters of U+00C0 to U+017F.
    private static let latin = Array(
        """
        AAAAAAACEEEEIIIIDNOOOOOxOUUUUYTsaaaaaaaceeeeiiiidnooooo/ouuuuyty\
        AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlLlLl\
        NnNnNnnNnOoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs
        """.utf8)

    private static func line(_ value: UInt32) -> UInt8 {
        switch value {
        case 0x2500, 0x2501, 0x2504, 0x2505, 0x2508, 0x2509, 0x254C, 0x254D: UInt8(ascii: "-")
        case 0x2502, 0x2503, 0x2506, 0x2507, 0x250A, 0x250B, 0x254E, 0x254F: UInt8(ascii: "|")
        case 0x2550: UInt8(ascii: "=")
        case 0x2551: UInt8(ascii: "|")
        default: UInt8(ascii: "+")
        }
    }

    private static let signs: [UInt32: UInt8] = {
        let pairs: [(Unicode.Scalar, Unicode.Scalar)] = [
            ("…", "~"), ("·", "."), ("•", "*"), ("●", "*"), ("–", "-"), ("—", "-"), ("‐", "-"), ("−", "-"),
            ("‘", "'"), ("’", "'"), ("“", "\""), ("”", "\""), ("«", "<"), ("»", ">"), ("‹", "<"), ("›", ">"),
            ("←", "<"), ("→", ">"), ("↑", "^"), ("↓", "v"), ("▲", "^"), ("▼", "v"), ("✓", "+"), ("✗", "x"),
            ("⟳", "@"), ("░", "."), ("▒", ":"), ("▓", "#"),
        ]
        return Dictionary(
            uniqueKeysWithValues: pairs.map { ($0.value, UInt8(truncatingIfNeeded: $1.value)) })
    }()
}
