/// The rows that a pasted or written list names, each once and in its order.
///
/// Where the text holds addresses anywhere, they are the list, whatever stands round them: a column, commas,
/// `Name <a@b.test>`, a whole ticket, a table with other cells. Where it holds none, each line is an id or a name.
package struct TypedList: Sendable, Equatable {
    package private(set) var keys: [String] = []
    /// How often one was named again.
    package private(set) var repeated = 0
    /// What holds an @ and is no address, as it stands.
    package private(set) var faulty: [String] = []
    private var known: Set<String> = []

    package init(_ text: String) {
        for word in Self.words(of: text) { take(word) }
        guard keys.isEmpty else { return }
        (faulty, repeated, known) = ([], 0, [])
        for line in text.split(whereSeparator: \.isNewline) {
            for name in Self.names(in: line.trimmingUnseen) { add(name, MailAddress.key(of: name)) }
        }
    }

    // MARK: Addresses

    /// Pieces that an address may be, without what stands round them.
    private static func words(of text: String) -> [String] {
        text.split { $0.isWhitespace || separators.contains($0) }.map { $0.trimmingPunctuation }
    }

    /// What parts words besides blanks; none of it stands in an address that people have.
    private static let separators = Set<Character>(",;:<>()[]{}\"|\\“”„«»…")

    private mutating func take(_ word: String) {
        guard word.contains("@") else {
            if let phone = Self.phone(word) { add(word, phone) }
            return
        }
        if let address = try? MailAddress(word) { return add(address.written, address.key) }
        if let (address, rest) = Self.cut(word) {
            add(address.written, address.key)
            return take(rest)
        }
        // A mention such as @kim is no attempt at an address.
        if !word.hasPrefix("@"), !faulty.contains(word) { faulty.append(word) }
    }

    /// An address that something is glued to, as in `kim@a.test's` and `kim@a.test/ana@b.test`, and what that is.
    private static func cut(_ word: String) -> (MailAddress, rest: String)? {
        guard let sign = word.firstIndex(of: "@") else { return nil }
        let domain = word[word.index(after: sign)...].prefix {
            $0.isLetter || $0.isNumber || ".-".contains($0)
        }
        guard domain.endIndex < word.endIndex,
            let address = try? MailAddress(String(word[..<domain.endIndex]))
        else { return nil }
        return (address, word[domain.endIndex...].dropFirst().trimmingPunctuation)
    }

    /// A number in its international form, as no other number of a ticket is written.
    private static func phone(_ word: String) -> String? {
        word.hasPrefix("+") && word.count > 7 ? PhoneNumber.sought(word) : nil
    }

    // MARK: Names

    /// A line as one name; as several where commas part words without blanks.
    private static func names(in line: String) -> [String] {
        let plain =
            line.count > 1 && line.hasPrefix("\"") && line.hasSuffix("\"")
            ? String(line.dropFirst().dropLast()) : line
        let parts = plain.split(separator: ",").map { String($0).trimmingBlanks }.filter { !$0.isEmpty }
        guard parts.count > 1, parts.allSatisfy({ !$0.contains(where: \.isWhitespace) }) else {
            return plain.isEmpty ? [] : [plain]
        }
        return parts
    }

    private mutating func add(_ written: String, _ key: String) {
        if known.insert(key).inserted { keys.append(written) } else { repeated += 1 }
    }
}

extension Substring {
    /// Without what a sentence puts round a word, and what no eye sees.
    fileprivate var trimmingPunctuation: String {
        let marks = Set<Character>(".:!?'’‘`*/")
        let open = drop { marks.contains($0) || $0.isUnseen }
        let end = open.lastIndex { !marks.contains($0) && !$0.isUnseen }
        return end.map { String(open[...$0]) } ?? ""
    }

    fileprivate var trimmingUnseen: String {
        String(drop { $0.isWhitespace || $0.isUnseen }).trimmingBlanks
    }
}

extension Character {
    /// A byte order mark or a joiner of no width, as pages and spreadsheets leave behind.
    fileprivate var isUnseen: Bool { unicodeScalars.allSatisfy(\.isUnseen) }
}
