/// What parts the cells of a list, and what they stand in where they hold that or the end of a line.
package struct ListDialect: Sendable, Hashable {
    package var delimiter: UInt8
    package var quote: UInt8

    package init(delimiter: UInt8 = UInt8(ascii: ","), quote: UInt8 = UInt8(ascii: "\"")) {
        (self.delimiter, self.quote) = (delimiter, quote)
    }

    /// `comma`, `tab`, or the sign itself.
    package var delimiterName: String { Self.name(delimiter) }

    private static func name(_ byte: UInt8) -> String {
        switch byte {
        case UInt8(ascii: ","): "comma"
        case UInt8(ascii: ";"): "semicolon"
        case UInt8(ascii: "\t"): "tab"
        case UInt8(ascii: "|"): "bar"
        default: "“\(Character(Unicode.Scalar(byte)))”"
        }
    }
}

/// What a person says of how a list is written; what they leave out is found.
package struct ListFormat: Sendable, Hashable {
    package var encoding: ListEncoding?
    package var delimiter: UInt8?
    package var quote: UInt8?

    package init() {}

    /// - Throws: `.invalid` for an encoding that is not known and a sign that is not one.
    package init(encoding: String?, delimiter: String?, quote: String?) throws(ServiceError) {
        if let encoding {
            guard let known = ListEncoding(name: encoding) else {
                throw ServiceError(
                    .invalid, "“\(encoding)” is no encoding that lists are read in.",
                    hint: "One of: \(ListEncoding.allCases.map(\.rawValue).joined(separator: ", ")).")
            }
            self.encoding = known
        }
        self.delimiter = try Self.sign(delimiter, "delimiter")
        self.quote = try Self.sign(quote, "quote")
        if let sign = self.delimiter, sign == self.quote ?? ListDialect().quote {
            throw ServiceError(
                .invalid, "“\(Character(Unicode.Scalar(sign)))” cannot be both the delimiter and the quote.",
                hint: "Give two signs with --delimiter and --quote.")
        }
    }

    /// - Parameter words: by name, each of `encoding`, `delimiter` and `quote` that is said.
    /// - Throws: as the other, and for another name.
    package init(_ words: [String: String]) throws(ServiceError) {
        let names = ["delimiter", "quote", "encoding"]
        if let unknown = words.keys.sorted().first(where: { !names.contains($0) }) {
            throw ServiceError(
                .invalid, "“\(unknown)” is nothing that a list is written by.",
                hint: "It is one of: \(names.joined(separator: ", ")).")
        }
        try self.init(
            encoding: words["encoding"], delimiter: words["delimiter"], quote: words["quote"])
    }

    private static func sign(_ text: String?, _ what: String) throws(ServiceError) -> UInt8? {
        guard let text else { return nil }
        switch text.lowercased() {
        case "tab", "\\t": return UInt8(ascii: "\t")
        case "comma": return UInt8(ascii: ",")
        case "semicolon": return UInt8(ascii: ";")
        case "bar", "pipe": return UInt8(ascii: "|")
        default: break
        }
        let bytes = Array(text.utf8)
        guard bytes.count == 1, let byte = bytes.first, byte < 0x80, byte == 0x09 || byte >= 0x20 else {
            throw ServiceError(
                .invalid, "“\(text)” cannot be a \(what).",
                hint: "Give one sign, or: tab, comma, semicolon, bar.")
        }
        return byte
    }

    /// What is not said is taken from the first lines.
    func dialect(of head: [UInt8]) -> ListDialect {
        var dialect = ListDialect()
        if let quote {
            dialect.quote = quote
        } else if head.first == UInt8(ascii: "'") {
            dialect.quote = UInt8(ascii: "'")
        }
        dialect.delimiter = delimiter ?? Self.delimiter(of: head, quote: dialect.quote)
        return dialect
    }

    /// Some programs say the delimiter in a line before the headings: `sep=;`.
    ///
    /// - Returns: the sign and where the next line begins; nil where there is no such line.
    static func declared(in head: [UInt8]) -> (delimiter: UInt8, next: Int)? {
        guard head.count > 6, String(decoding: head[..<4], as: UTF8.self).lowercased() == "sep=",
            head[4] == 0x09 || (0x20..<0x80).contains(head[4]), head[5] == 0x0A || head[5] == 0x0D
        else { return nil }
        return (head[4], head[5] == 0x0D && head[6] == 0x0A ? 7 : 6)
    }

    /// Of the usual signs the one that stands most often in the first line, outside of quotes.
    private static func delimiter(of head: [UInt8], quote: UInt8) -> UInt8 {
        var (counts, isQuoted) = ([UInt8: Int](), false)
        for byte in head.drop(while: { $0 == 0x0A || $0 == 0x0D }) {
            if byte == quote { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == 0x0A || byte == 0x0D { break }
            counts[byte, default: 0] += 1
        }
        let usual: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|")]
        let best = usual.max { counts[$0, default: 0] < counts[$1, default: 0] }
        return best.flatMap { counts[$0] == nil ? nil : $0 } ?? UInt8(ascii: ",")
    }
}
