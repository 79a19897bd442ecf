/// How many columns text takes in a terminal, by the rules of `wcwidth`.
package enum DisplayWidth {
    /// The columns of one scalar: 0, 1 or 2, or nil where it is not printable.
    package static func of(_ scalar: Unicode.Scalar) -> Int? {
        if scalar.value < 0x7F { return scalar.value >= 0x20 ? 1 : nil }
        let width = tabulated(scalar.value)
        return width < 0 ? nil : width
    }

    /// The columns that `text` takes once it is sanitised, which is the only way in which it is shown.
    package static func of(_ text: String) -> Int {
        if PlainASCII.holds(text) { return text.utf8.count }
        var reader = GlyphReader(text.unicodeScalars.makeIterator())
        var width = 0
        while let glyph = reader.next() { width += Int(glyph.width) }
        return width
    }

    private static func tabulated(_ value: UInt32) -> Int {
        let wanted = value << 2 | 3
        return WidthTable.boundaries.withUnsafeBufferPointer { table in
            var low = 0
            var high = table.count
            while high - low > 1 {
                let middle = (low + high) / 2
                if table[middle] <= wanted { low = middle } else { high = middle }
            }
            return Int(table[low] & 3) - 1
        }
    }
}

/// The common case, told apart fast: text of printable ASCII alone needs neither sanitising nor measuring.
enum PlainASCII {
    /// Longer text is not looked through: only a part of it can show.
    private static let limit = 4096

    static func holds(_ text: String) -> Bool {
        text.utf8.count <= limit && text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    }
}
