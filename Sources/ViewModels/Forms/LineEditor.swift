package import Terminal

/// One line of text with a cursor, edited by the usual keys.
package struct LineEditor: Equatable, Sendable {
    package private(set) var text: String
    /// Characters before the cursor, 0 to the text's length.
    package private(set) var cursor: Int

    package init(_ text: String = "") {
        self.text = text
        cursor = text.count
    }

    /// Carries out an editing key; says whether it was one.
    package mutating func press(_ key: KeyStroke) -> Bool {
        switch key {
        case .character(let character): insert(String(character))
        case .backspace, .control("h"): delete(from: cursor - 1, to: cursor)
        case .delete, .control("d"): delete(from: cursor, to: cursor + 1)
        case .left, .control("b"): cursor = max(0, cursor - 1)
        case .right, .control("f"): cursor = min(text.count, cursor + 1)
        case .home, .control("a"): cursor = 0
        case .end, .control("e"): cursor = text.count
        case .control("u"): delete(from: 0, to: cursor)
        case .control("k"): delete(from: cursor, to: text.count)
        case .control("w"): delete(from: wordStart, to: cursor)
        default: return false
        }
        return true
    }

    /// Puts text in at the cursor; line ends become blanks, so that nothing pasted acts as a key.
    ///
    /// - Parameter keepingLines: for fields of many lines, whose line ends stay.
    package mutating func insert(_ addition: String, keepingLines: Bool = false) {
        let line = String(addition.map { $0.isNewline ? (keepingLines ? "\n" : " ") : $0 })
        let place = text.index(text.startIndex, offsetBy: cursor)
        text.insert(contentsOf: line, at: place)
        cursor += line.count
        cursor = min(cursor, text.count)
    }

    /// Puts the cursor behind so many characters, or at the end.
    mutating func move(to place: Int) { cursor = max(0, min(place, text.count)) }

    /// Puts a text in the place of some characters, and the cursor behind it.
    mutating func replace(_ range: Range<Int>, by addition: String) {
        let (before, after) = (text.prefix(range.lowerBound), text.dropFirst(range.upperBound))
        cursor = before.count + addition.count
        text = before + addition + after
    }

    private mutating func delete(from start: Int, to end: Int) {
        let start = max(0, start)
        let end = min(text.count, end)
        guard start < end else { return }
        let range = text.index(text.startIndex, offsetBy: start)..<text.index(text.startIndex, offsetBy: end)
        text.removeSubrange(range)
        cursor = start
    }

    /// Where the word before the cursor begins, blanks after it skipped.
    private var wordStart: Int {
        var characters = Array(text.prefix(cursor))
        while characters.last?.isWhitespace == true { characters.removeLast() }
        while let last = characters.last, !last.isWhitespace { characters.removeLast() }
        return characters.count
    }
}

extension LineEditor {
    /// Several lines as one, their ends turned to blanks.
    package init(joining text: String) {
        self.init()
        insert(text)
    }
}
