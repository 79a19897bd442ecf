/// A list of tags as DKIM writes them: `v=DKIM1; k=rsa; p=…`.
///
/// - Source: RFC 6376, 3.2.
struct TagList {
    /// In their order; values without the blanks around them.
    let tags: [(name: String, value: String)]

    init(_ text: String) throws(RecordFault) {
        var parts = text.split(separator: ";", omittingEmptySubsequences: false)
        if parts.count > 1, parts.last?.allSatisfy(Self.isBlank) == true { parts.removeLast() }
        var tags: [(name: String, value: String)] = []
        for part in parts {
            let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let (name, value) = (Self.trimmed(halves[0]), halves.count > 1 ? Self.trimmed(halves[1]) : "")
            guard halves.count == 2, Self.isName(name),
                value.allSatisfy({ Self.isBlank($0) || Self.isPrinted($0) })
            else { throw RecordFault("“\(Self.trimmed(part))” in it is no tag") }
            if tags.contains(where: { $0.name == name }) { throw RecordFault("\(name)= stands in it twice") }
            tags.append((name, value))
        }
        self.tags = tags
    }

    /// Nil where there is no such tag; names mind their case.
    subscript(name: String) -> String? { tags.first { $0.name == name }?.value }

    /// The words of a value that is a list with colons between.
    func words(_ name: String) -> [String]? {
        self[name]?.split(separator: ":", omittingEmptySubsequences: false).map { Self.trimmed($0) }
    }

    static func isBlank(_ character: Character) -> Bool {
        character == " " || character == "\t" || character == "\r\n"
    }

    private static func trimmed(_ text: Substring) -> String {
        let start = text.drop(while: isBlank)
        let end = start.lastIndex { !isBlank($0) }
        return end.map { String(start[...$0]) } ?? ""
    }

    private static func isName(_ text: String) -> Bool {
        text.first.map { $0.isASCII && $0.isLetter } ?? false
            && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    }

    private static func isPrinted(_ character: Character) -> Bool {
        character.asciiValue.map { (33...126).contains($0) } ?? false
    }
}
