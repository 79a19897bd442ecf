/// Lists and dictionaries as Python prints them, which its client sends where a form has no such values (§1).
enum PythonLiteral {
    /// The texts of `['a@x.com', "b@x.com"]`; nil where the text is no such list.
    static func list(_ text: String) -> [String]? { items(text, "[", "]") { $0.value() } }

    /// The pairs of `{'X-A': 'b', 'X-N': 1}`, in order; nil where the text is no such dictionary.
    static func dictionary(_ text: String) -> [(name: String, value: String)]? {
        items(text, "{", "}") { scanner in
            guard let name = scanner.value(), scanner.skip(":"), let value = scanner.value() else {
                return nil
            }
            return (name, value)
        }
    }

    private static func items<Item>(
        _ text: String, _ opening: Unicode.Scalar, _ closing: Unicode.Scalar,
        _ read: (inout Scanner) -> Item?
    ) -> [Item]? {
        var scanner = Scanner(text)
        guard scanner.skip(opening) else { return nil }
        var items: [Item] = []
        while !scanner.skip(closing) {
            guard let item = read(&scanner) else { return nil }
            items.append(item)
            guard scanner.skip(",") || scanner.isAt(closing) else { return nil }
        }
        return scanner.isAtEnd ? items : nil
    }

    /// Reads on through the text; blanks between its parts mean nothing.
    private struct Scanner {
        private var rest: Substring.UnicodeScalarView

        init(_ text: String) { rest = text[...].unicodeScalars }

        var isAtEnd: Bool { rest.allSatisfy(\.properties.isWhitespace) }

        mutating func isAt(_ sign: Unicode.Scalar) -> Bool {
            rest = rest.drop(while: \.properties.isWhitespace)
            return rest.first == sign
        }

        mutating func skip(_ sign: Unicode.Scalar) -> Bool {
            guard isAt(sign) else { return false }
            rest.removeFirst()
            return true
        }

        /// A quoted text, or a word such as a number.
        mutating func value() -> String? {
            rest = rest.drop(while: \.properties.isWhitespace)
            // Python 2 writes u before a text.
            if let mark = rest.first, "uUbB".unicodeScalars.contains(mark), let next = rest.dropFirst().first,
                next == "'" || next == "\""
            {
                rest.removeFirst()
            }
            if skip("'") { return quoted("'") }
            if skip("\"") { return quoted("\"") }
            let word = rest.prefix { !",:]}".unicodeScalars.contains($0) && !$0.properties.isWhitespace }
            rest = rest[word.endIndex...]
            return word.isEmpty ? nil : String(Substring(word))
        }

        private mutating func quoted(_ end: Unicode.Scalar) -> String? {
            var text = String.UnicodeScalarView()
            while let scalar = rest.popFirst() {
                if scalar == end { return String(text) }
                if scalar == "\\" {
                    guard let escaped = escaped() else { return nil }
                    text.append(escaped)
                } else {
                    text.append(scalar)
                }
            }
            return nil
        }

        private mutating func escaped() -> Unicode.Scalar? {
            switch rest.popFirst() {
            case "n": "\n"
            case "r": "\r"
            case "t": "\t"
            case "x": number(2)
            case "u": number(4)
            case "U": number(8)
            case let scalar: scalar
            }
        }

        private mutating func number(_ length: Int) -> Unicode.Scalar? {
            let digits = rest.prefix(length)
            rest = rest.dropFirst(length)
            guard digits.count == length else { return nil }
            return UInt32(String(Substring(digits)), radix: 16).flatMap(Unicode.Scalar.init)
        }
    }
}
