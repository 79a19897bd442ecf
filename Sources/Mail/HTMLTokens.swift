/// The pieces of an HTML text in order: what it says, and its tags; comments and scripts are passed over.
struct HTMLTokens: Sequence, IteratorProtocol {
    enum Token: Hashable {
        case text(String)
        case open(String, [String: String])
        case close(String)
    }

    /// What these hold is not shown.
    private static let unseen: Set = ["script", "style", "head", "title", "template"]

    private var rest: Substring
    /// Where the values of the last tag's attributes stand, as they are written.
    private(set) var places: [String: Range<String.Index>] = [:]

    init(_ html: String) { rest = Substring(html) }

    mutating func next() -> Token? {
        while let first = rest.first {
            if first != "<" || !startsTag { return .text(takeText()) }
            if rest.hasPrefix("<!--") {
                skip(past: "-->")
            } else if rest.hasPrefix("<!") || rest.hasPrefix("<?") {
                skip(past: ">")
            } else if let tag = takeTag() {
                return tag
            }
        }
        return nil
    }

    private var startsTag: Bool {
        guard let second = rest.dropFirst().first else { return false }
        return second.isLetter || second == "/" || second == "!" || second == "?"
    }

    private mutating func takeText() -> String {
        let start = rest.startIndex
        var end = rest.index(after: start)
        while end < rest.endIndex, rest[end] != "<" { end = rest.index(after: end) }
        defer { rest = rest[end...] }
        return String(rest[start..<end])
    }

    private mutating func skip(past mark: String) {
        rest = rest.firstRange(of: mark).map { rest[$0.upperBound...] } ?? ""
    }

    private mutating func takeTag() -> Token? {
        rest = rest.dropFirst()
        let isClosing = rest.first == "/"
        if isClosing { rest = rest.dropFirst() }
        let name = rest.prefix { !$0.isWhitespace && $0 != ">" && $0 != "/" }
        rest = rest.dropFirst(name.count)
        let attributes = takeAttributes()
        let lower = name.lowercased()
        if isClosing { return .close(lower) }
        guard Self.unseen.contains(lower) else { return .open(lower, attributes) }
        skipContent(of: lower)
        return nil
    }

    private mutating func skipContent(of name: String) {
        while let end = rest.firstRange(of: "</") {
            rest = rest[end.upperBound...]
            if rest.prefix(name.count).lowercased() == name { return skip(past: ">") }
        }
        rest = ""
    }

    /// Up to the tag's end.
    private mutating func takeAttributes() -> [String: String] {
        var attributes: [String: String] = [:]
        places = [:]
        while true {
            rest = rest.drop { $0.isWhitespace || $0 == "/" }
            guard let first = rest.first else { return attributes }
            if first == ">" {
                rest = rest.dropFirst()
                return attributes
            }
            let name = rest.prefix { !$0.isWhitespace && $0 != ">" && $0 != "=" && $0 != "/" }
            rest = rest.dropFirst(Swift.max(name.count, 1)).drop(while: \.isWhitespace)
            guard rest.first == "=" else { continue }
            rest = rest.dropFirst().drop(while: \.isWhitespace)
            let value = takeValue()
            // Of two of the same name the first counts.
            guard attributes[name.lowercased()] == nil else { continue }
            attributes[name.lowercased()] = HTMLEntities.decode(String(value))
            places[name.lowercased()] = value.startIndex..<value.endIndex
        }
    }

    private mutating func takeValue() -> Substring {
        if let quote = rest.first, quote == "\"" || quote == "'" {
            let value = rest.dropFirst().prefix { $0 != quote }
            rest = rest.dropFirst(value.count + 2)
            return value
        }
        let value = rest.prefix { !$0.isWhitespace && $0 != ">" }
        rest = rest.dropFirst(value.count)
        return value
    }
}
