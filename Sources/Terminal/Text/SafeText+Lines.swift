extension SafeText {
    /// The lines of `text`, each sanitised, with tabs widened to blanks; ends of line are LF, CR or CR LF.
    package static func lines(
        of text: String, alphabet: Alphabet = .unicode, tabWidth: Int = 4
    ) -> [SafeText] {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isEndOfLine).map { line in
            let blanks = String(repeating: " ", count: tabWidth)
            let widened = line.split(separator: "\t", omittingEmptySubsequences: false).joined(
                separator: blanks)
            return SafeText(widened, alphabet: alphabet)
        }
    }

    /// The text in lines of at most `columns`, broken at blanks where there are any; never empty.
    package func wrapped(to columns: Int) -> [SafeText] {
        guard columns > 0, width > columns else { return [self] }
        var lines: [SafeText] = []
        var rest = glyphs[...]
        while !rest.isEmpty {
            let end = Self.endOfLine(in: rest, columns: columns)
            lines.append(SafeText(glyphs: Array(rest[rest.startIndex..<end])))
            rest = rest[end...]
            if rest.first == .space { rest = rest.dropFirst() }
        }
        return lines
    }

    private static func endOfLine(in glyphs: ArraySlice<Glyph>, columns: Int) -> Int {
        var used = 0
        var afterBlank: Int?
        for index in glyphs.indices {
            if glyphs[index] == .space { afterBlank = index }
            used += Int(glyphs[index].width)
            guard used > columns else { continue }
            if let blank = afterBlank, blank > glyphs.startIndex { return blank }
            return max(index, glyphs.startIndex + 1)
        }
        return glyphs.endIndex
    }
}

extension Character {
    fileprivate var isEndOfLine: Bool { self == "\n" || self == "\r" || self == "\r\n" }
}
