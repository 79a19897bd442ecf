import Terminal

/// Draws a line of JSON with names, texts, numbers and punctuation told apart.
///
/// A wrapped line may start or end within a text; then only the colours are less apt, never the words.
func drawJSONLine(_ text: String, in rect: Rect, on canvas: inout Canvas) {
    var pen = LinePen(rect)
    for run in JSONRuns(text.prefix(rect.width * 4 + 64)) { pen.write([run], on: &canvas) }
}

/// The pieces of one line of JSON, in order.
private struct JSONRuns: Sequence, IteratorProtocol {
    private var rest: Substring

    init(_ text: Substring) {
        rest = text
    }

    mutating func next() -> Run? {
        guard let first = rest.first else { return nil }
        if first == "\"" { return takeText() }
        if first.isWord { return word(take { $0.isWord }) }
        return Run(take { !$0.isWord && $0 != "\"" }, .dim)
    }

    private mutating func take(while isPart: (Character) -> Bool) -> String {
        let end = rest.firstIndex { !isPart($0) } ?? rest.endIndex
        defer { rest = rest[end...] }
        return String(rest[..<end])
    }

    /// A quoted text; one in front of a colon is a name.
    private mutating func takeText() -> Run {
        var isEscaped = false
        var end = rest.index(after: rest.startIndex)
        while end < rest.endIndex, rest[end] != "\"" || isEscaped {
            isEscaped = rest[end] == "\\" && !isEscaped
            end = rest.index(after: end)
        }
        if end < rest.endIndex { end = rest.index(after: end) }
        let text = String(rest[..<end])
        rest = rest[end...]
        return Run(text, rest.first == ":" ? .label : .text)
    }

    private func word(_ text: String) -> Run {
        let isNumber = text.first.map { $0.isNumber || $0 == "-" } ?? false
        return Run(text, isNumber ? .info : .accent)
    }
}

extension Character {
    fileprivate var isWord: Bool { isLetter || isNumber || self == "-" || self == "." || self == "+" }
}
