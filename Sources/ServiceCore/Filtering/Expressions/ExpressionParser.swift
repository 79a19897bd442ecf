/// Reads a regular expression: letters, `.`, `[a-z]`, `\d \w \s`, `^ $`, groups, `|`, `* + ? {n,m}`.
struct ExpressionParser {
    private let source: String
    private var rest: Substring
    private var depth = 0
    /// Deeper than anybody nests; the parser calls itself.
    private static let mostGroups = 50
    static let mostRepeats = 200

    init(_ source: String) {
        self.source = source
        rest = source[...]
    }

    mutating func parse() throws(ServiceError) -> ExpressionNode {
        guard !rest.isEmpty else { throw fault("says nothing") }
        let node = try choice()
        guard rest.isEmpty else { throw fault("has a “)” that closes nothing") }
        return node
    }

    private mutating func choice() throws(ServiceError) -> ExpressionNode {
        var ways = [try sequence()]
        while take("|") { ways.append(try sequence()) }
        return ways.count == 1 ? ways[0] : .choice(ways)
    }

    private mutating func sequence() throws(ServiceError) -> ExpressionNode {
        var parts: [ExpressionNode] = []
        while let next = rest.first, next != "|", next != ")" {
            parts.append(try repeated(try part()))
        }
        return parts.count == 1 ? parts[0] : .sequence(parts)
    }

    private mutating func part() throws(ServiceError) -> ExpressionNode {
        let letter = rest.removeFirst()
        switch letter {
        case "^": return .begin
        case "$": return .end
        case ".": return .letter(.any)
        case "(": return try group()
        case "[": return .letter(try set())
        case "\\": return try escaped()
        case "*", "+", "?": throw fault("repeats nothing before its “\(letter)”")
        default: return Self.folded(letter)
        }
    }

    private mutating func group() throws(ServiceError) -> ExpressionNode {
        if take("?"), !take(":") {
            throw fault("looks around or gives a name, which a filter does not")
        }
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.mostGroups else { throw fault("nests too many groups") }
        let node = try choice()
        guard take(")") else { throw fault("has a “(” that is not closed") }
        return node
    }

    private mutating func escaped() throws(ServiceError) -> ExpressionNode {
        guard let letter = rest.popFirst() else { throw fault("ends in a “\\”") }
        if let set = Self.named(letter) { return .letter(set) }
        guard !letter.isLetter, !letter.isNumber else {
            throw fault("asks for “\\\(letter)”, which a filter does not know")
        }
        return Self.folded(letter)
    }

    // MARK: Repeating

    private mutating func repeated(_ node: ExpressionNode) throws(ServiceError) -> ExpressionNode {
        var node = node
        while let bounds = try bounds() {
            // Whether little or much is taken first makes no difference to whether it is found.
            _ = take("?")
            node = .repeated(node, least: bounds.least, most: bounds.most)
        }
        return node
    }

    private mutating func bounds() throws(ServiceError) -> (least: Int, most: Int?)? {
        if take("*") { return (0, nil) }
        if take("+") { return (1, nil) }
        if take("?") { return (0, 1) }
        return rest.first == "{" ? try counted() : nil
    }

    /// `{3}`, `{3,}`, `{3,5}`; any other brace is a letter.
    private mutating func counted() throws(ServiceError) -> (least: Int, most: Int?)? {
        guard let end = rest.firstIndex(of: "}") else { return nil }
        let parts = rest[rest.index(after: rest.startIndex)..<end].split(
            separator: ",", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let least = Int(parts[0]), least >= 0 else { return nil }
        let most = parts.count == 1 ? least : Int(parts[1])
        guard parts.count == 1 || parts[1].isEmpty || most != nil else { return nil }
        guard least <= Self.mostRepeats, most ?? least <= Self.mostRepeats, most ?? least >= least else {
            throw fault("repeats from \(parts.joined(separator: " to ")) times; at most \(Self.mostRepeats)")
        }
        rest = rest[rest.index(after: end)...]
        return (least, most)
    }

    // MARK: Letters

    private mutating func set() throws(ServiceError) -> LetterSet {
        var set = LetterSet(isInverted: take("^"))
        var isFirst = true
        while let letter = rest.popFirst() {
            if letter == "]", !isFirst { return set }
            isFirst = false
            if letter == "\\", let next = rest.popFirst() {
                if let named = Self.named(next) { set.ranges += named.plainRanges } else { set.add(next) }
            } else if rest.first == "-", let last = rest.dropFirst().first, last != "]" {
                rest = rest.dropFirst(2)
                guard set.add(from: letter, through: last) else {
                    throw fault("has a range “\(letter)-\(last)” that ends before it begins")
                }
            } else {
                set.add(letter)
            }
        }
        throw fault("has a “[” that is not closed")
    }

    private static func named(_ letter: Character) -> LetterSet? {
        switch letter {
        case "d": .digits
        case "D": .digits.inverted
        case "w": .words
        case "W": .words.inverted
        case "s": .blanks
        case "S": .blanks.inverted
        default: nil
        }
    }

    private static func folded(_ letter: Character) -> ExpressionNode {
        .sequence(
            TextFolding.fold(String(letter)).unicodeScalars.map {
                .letter(LetterSet(ranges: [$0.value...$0.value]))
            })
    }

    private mutating func take(_ letter: Character) -> Bool {
        guard rest.first == letter else { return false }
        rest.removeFirst()
        return true
    }

    private func fault(_ words: String) -> ServiceError {
        ServiceError(
            .invalid, "The regular expression “\(source)” \(words).",
            hint: "Write letters, . [a-z] \\d ^ $ ( ) | * + ? {2,3}, and \\ before one that is meant itself.")
    }
}

extension LetterSet {
    fileprivate mutating func add(_ letter: Character) {
        ranges += TextFolding.fold(String(letter)).unicodeScalars.map { $0.value...$0.value }
    }

    /// - Returns: false where the range is none.
    fileprivate mutating func add(from first: Character, through last: Character) -> Bool {
        guard let first = TextFolding.fold(String(first)).unicodeScalars.first,
            let last = TextFolding.fold(String(last)).unicodeScalars.first, first <= last
        else { return false }
        ranges.append(first.value...last.value)
        return true
    }
}
