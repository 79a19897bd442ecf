/// A phone number within a text, as people and relays write it.
///
/// Found are numbers with `+` or `00` before a country's code, national ones with their zero, and those of three, three and
/// four digits. Dates, sizes, hashes and the codes of replies are none, and neither are digits within a word.
struct WrittenNumber {
    let range: Range<String.Index>
    /// Without what is dialled before it.
    let key: String

    /// Whether both are one number: the longer may have the country's code before it.
    static func isSame(_ one: String, _ other: String) -> Bool {
        min(one.count, other.count) >= 6 && (one.hasSuffix(other) || other.hasSuffix(one))
    }

    /// What numbers are compared by: the digits, without zeros before them.
    static func key(of text: some StringProtocol) -> String {
        String(text.filter(isDigit).drop { $0 == "0" })
    }

    /// All of a text, in order.
    static func all(in text: String) -> [WrittenNumber] {
        var found: [WrittenNumber] = []
        var place = text.startIndex
        var before: Character?
        while place < text.endIndex {
            if canBegin(after: before), let number = WrittenNumber(in: text[place...]) {
                found.append(number)
                place = number.range.upperBound
                before = "0"
            } else {
                before = text[place]
                place = text.index(after: place)
            }
        }
        return found
    }

    private static func canBegin(after character: Character?) -> Bool {
        guard let character else { return true }
        return !character.isLetter && !character.isNumber && !"+-._@#".contains(character)
    }

    /// The number that a text begins with.
    private init?(in text: Substring) {
        let hasPlus = text.first == "+"
        let groups = Self.groups(of: hasPlus ? text.dropFirst() : text)
        guard let first = groups.first else { return nil }
        let count =
            hasPlus || first.hasPrefix("00")
            ? Self.international(groups, zeros: hasPlus ? 0 : 2) : Self.national(groups)
        guard let count, let end = groups.prefix(count).last?.endIndex else { return nil }
        // A bracket around the whole is not part of it.
        guard text.first != "(" || text[..<end].contains(")") else { return nil }
        range = text.startIndex..<end
        key = Self.key(of: text[range])
    }

    /// Digits that stand together, as many as hang together by single marks; none where a letter follows the last.
    private static func groups(of text: Substring) -> [Substring] {
        var groups: [Substring] = []
        var rest = text
        if rest.first == "(" { rest = rest.dropFirst() }
        while true {
            let group = rest.prefix(while: isDigit)
            guard !group.isEmpty else { return groups }
            rest = rest[group.endIndex...]
            if let next = rest.first, next.isLetter || next == "_" { return groups }
            groups.append(group)
            let marks = rest.prefix { " \u{A0}.-/()".contains($0) }
            guard !marks.isEmpty, marks.count <= 2 else { return groups }
            rest = rest[marks.endIndex...]
        }
    }

    /// How many of the groups make a number: as many as its country's numbers have digits, else enough for any.
    private static func international(_ groups: [Substring], zeros: Int) -> Int? {
        let all = groups.joined().dropFirst(zeros)
        guard let first = all.first, first != "0" else { return nil }
        let lengths = groups.indices.map { groups[...$0].reduce(-zeros) { $0 + $1.count } }
        if let country = CallingCode.of(Substring(String(all))) {
            let fitting = lengths.lastIndex { country.lengths.contains($0 - country.code.count) }
            if let fitting { return fitting + 1 }
        }
        return lengths.firstIndex { PhoneNumber.lengths.contains($0) }.map { $0 + 1 }
    }

    private static func national(_ groups: [Substring]) -> Int? {
        let sizes = groups.map(\.count)
        if sizes.starts(with: [3, 3, 4]) { return 3 }
        if groups[0] == "1", sizes.starts(with: [1, 3, 3, 4]) { return 4 }
        let isDate = sizes.starts(with: [2, 2, 4])
        guard groups[0].first == "0", sizes[0] > 1, !isDate else { return nil }
        let lengths = groups.indices.map { sizes[...$0].reduce(0, +) }
        return lengths.firstIndex { (9...12).contains($0) }.map { $0 + 1 }
    }

    private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }
}
