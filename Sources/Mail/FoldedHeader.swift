/// One header being written, token by token, in lines of at most 78 columns where its tokens allow it.
struct FoldedHeader {
    private(set) var text: String
    private var column: Int
    private var widest = Self.widestLine
    private var isEmpty = true

    static let widestLine = 78

    init(_ name: String) {
        text = "\(name):"
        column = text.utf8.count
    }

    /// The columns that an encoded word may take on this line, after a blank.
    var roomForEncodedWord: Int { EncodedWords.widestLine - column - 1 }

    /// Adds a token; a line break before it where it does not fit, never right after the name.
    ///
    /// Whatever could end the header is a blank in it; who takes values from outside has refused that before.
    mutating func append(_ token: String, after gap: String = " ", isEncodedWord: Bool = false) {
        let token = Self.inLine(token)
        let width = gap.utf8.count + token.utf8.count
        if isEncodedWord { widest = min(widest, EncodedWords.widestLine) }
        var gap = gap
        if column + width > widest, !isEmpty {
            text += "\r\n"
            column = 0
            // Without a blank the line would be none of this header's.
            if gap.isEmpty { gap = " " }
            widest = isEncodedWord ? EncodedWords.widestLine : Self.widestLine
        }
        text += gap + token
        column += width
        isEmpty = false
    }

    static func inLine(_ text: String) -> String {
        guard !HeaderRules.isOneLine(text) else { return text }
        return String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { $0 == "\r" || $0 == "\n" || $0 == "\0" ? " " : $0 }))
    }

    /// The header with its line end.
    var bytes: [UInt8] { Array((text + "\r\n").utf8) }
}
