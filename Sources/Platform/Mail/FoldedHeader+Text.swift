extension FoldedHeader {
    /// Adds a text in which anything may stand: a subject, the value of a caller's header (RFC 5322 §2.2.1).
    ///
    /// Words of plain ASCII stay as they are; what is not, with the blanks between, becomes encoded words.
    mutating func append(text: String) {
        for run in Self.runs(of: text) {
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
        let words = EncodedWords.of(text, firstRoom: room < Self.leastRoom ? EncodedWords.widest : room)
        for (place, word) in words.enumerated() {
            append(word, after: place == 0 ? gap : " ", isEncodedWord: true)
        }
    }

    /// With less than this a new line is begun.
    private static let leastRoom = 24
    /// A longer word could not stand in a line, encoded words break it up.
    private static let longestWord = 900

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
            if isPlain(word) {
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
