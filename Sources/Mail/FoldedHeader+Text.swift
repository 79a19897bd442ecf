extension FoldedHeader {
    /// Adds a text in which anything may stand: a subject, the value of a caller's header (RFC 5322 §2.2.1).
    ///
    /// Words of plain ASCII stay as they are; what is not, with the blanks between, becomes encoded words.
    mutating func append(text: String) {
        for run in Self.runs(of: Self.inLine(text)) {
            if run.isPlain {
                append(run.text, after: run.gap)
            } else {
                append(encoded: run.text, after: run.gap)
            }
        }
    }

    /// Adds encoded words, the first as long as the line has room for.
    mutating func append(encoded text: String, after gap: String = " ") {
        let room = roomForEncodedWord
        let firstRoom = room < Self.leastRoom ? EncodedWords.widest : room
        let words = EncodedWords.of(Self.inLine(text), firstRoom: firstRoom)
        for (place, word) in words.enumerated() {
            append(word, after: place == 0 ? gap : " ", isEncodedWord: true)
        }
    }

    /// Whether no word and no gap between two is so long that a line could not hold it.
    static func isFoldable(_ text: String) -> Bool {
        var (letters, blanks) = (0, 0)
        for byte in text.utf8 {
            (letters, blanks) = byte == 32 || byte == 9 ? (0, blanks + 1) : (letters + 1, 0)
            if letters > longestWord || blanks > longestGap { return false }
        }
        return true
    }

    /// With less than this a new line is begun.
    private static let leastRoom = 24
    /// A longer word could not stand in a line, encoded words break it up.
    private static let longestWord = 900
    /// More blanks than that belong to an encoded word, which can be parted.
    private static let longestGap = 60

    /// Words that go the same way, and the blanks before them.
    private struct Run {
        var gap: String
        var text: String
        let isPlain: Bool
    }

    private static func runs(of text: String) -> [Run] {
        var runs: [Run] = []
        var rest = Substring(text).drop(while: isBlank)
        var gap = " "
        while !rest.isEmpty {
            let word = rest.prefix { !isBlank($0) }
            rest = rest.dropFirst(word.count)
            if gap.utf8.count > longestGap, runs.last?.isPlain ?? true {
                // One blank stands before the encoded word, and the others in it.
                runs.append(Run(gap: " ", text: String(gap.dropFirst() + word), isPlain: false))
            } else if isPlain(word), gap.utf8.count <= longestGap {
                runs.append(Run(gap: gap, text: String(word), isPlain: true))
            } else if let last = runs.indices.last, !runs[last].isPlain {
                // Blanks between two encoded words are not shown, so these are part of the text.
                runs[last].text += gap + word
            } else {
                runs.append(Run(gap: gap, text: String(word), isPlain: false))
            }
            gap = String(rest.prefix(while: isBlank))
            rest = rest.dropFirst(gap.count)
        }
        return runs
    }

    private static func isBlank(_ character: Character) -> Bool { character == " " || character == "\t" }

    private static func isPlain(_ word: Substring) -> Bool {
        word.utf8.count <= longestWord && !word.contains("=?")
            && word.utf8.allSatisfy { (33...126).contains($0) }
    }
}
