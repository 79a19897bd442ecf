/// A text with fields in double braces, `{{first_name|friend}}`, parsed once and filled in for each person.
///
/// A field's name is letters, digits, `_`, `.` and `-`; what stands after `|` is used where there is no value.
/// Braces around anything else stay as they are.
package struct FieldText: Sendable {
    /// What kind of text it is, which decides how values are escaped.
    package enum Kind: Sendable {
        case html, text, header
    }

    /// A field of the text, and how its value is written where it stands.
    struct Field: Sendable {
        let name: String
        let fallback: String
        let escape: FieldEscape

        func filled(_ value: (String) -> String?) -> String {
            let found = value(name) ?? ""
            return escape.apply(found.isEmpty ? fallback : found)
        }
    }

    enum Segment: Sendable {
        case literal(String)
        case field(Field)
        /// What the caller writes there for each person, by its number.
        case mark(Int64)
    }

    let segments: [Segment]

    /// - Parameters:
    ///   - marks: what is replaced by something of the caller's, in order and apart from one another.
    ///   - hasFields: false leaves braces as they are.
    package init(_ source: String, as kind: Kind, marks: [HTMLMark] = [], hasFields: Bool = true) {
        var parser = Parser(kind: kind)
        var rest = Substring(source)
        var marks = marks[...]
        while true {
            let field = hasFields ? rest.firstRange(of: "{{")?.lowerBound : nil
            if let mark = marks.first, mark.range.lowerBound <= field ?? mark.range.lowerBound {
                marks.removeFirst()
                // What was read past it within a field's braces is the field's.
                guard mark.range.lowerBound >= rest.startIndex else { continue }
                parser.take(rest[..<mark.range.lowerBound])
                parser.add(.mark(mark.number), over: source[mark.range])
                rest = rest[mark.range.upperBound...]
            } else if let start = field {
                parser.take(rest[..<start])
                rest = parser.takeField(rest[start...])
            } else {
                break
            }
        }
        parser.take(rest)
        segments = parser.finished
    }

    /// The segments as they are read, and where in the text that is.
    private struct Parser {
        let kind: Kind
        private var segments: [Segment] = []
        private var place = HTMLPlace()
        private var literal = ""

        init(kind: Kind) { self.kind = kind }

        var finished: [Segment] { segments + [.literal(literal)] }

        mutating func take(_ text: Substring) { literal += text }

        /// - Parameter text: what stood there.
        mutating func add(_ mark: Segment, over text: Substring) {
            endLiteral()
            if kind == .html { place.advance(over: String(text)) }
            segments.append(mark)
        }

        /// - Parameter text: begins with two braces.
        /// - Returns: what follows the field, or the braces that begin none.
        mutating func takeField(_ text: Substring) -> Substring {
            guard let field = FieldText.field(text) else {
                literal += text.prefix(2)
                return text.dropFirst(2)
            }
            endLiteral()
            let escape = FieldText.escape(kind, &place)
            segments.append(.field(Field(name: field.name, fallback: field.fallback, escape: escape)))
            return field.rest
        }

        private mutating func endLiteral() {
            if kind == .html { place.advance(over: literal) }
            segments.append(.literal(literal))
            literal = ""
        }
    }

    /// Whether it is the same for everybody.
    package var isPlain: Bool { segments.count == 1 }

    /// The names of the fields that have nothing to stand in for a value, each once, in order.
    package var bareNames: [String] { names { $0.isEmpty } }

    /// The names of all fields, each once, in order.
    package var names: [String] { names { _ in true } }

    private func names(_ isMeant: (_ fallback: String) -> Bool) -> [String] {
        var seen: Set<String> = []
        return segments.compactMap { segment in
            guard case .field(let field) = segment, isMeant(field.fallback) else { return nil }
            return seen.insert(field.name).inserted ? field.name : nil
        }
    }

    /// - Parameter mark: what stands in place of the marks.
    package func filled(_ value: (String) -> String?, mark: (Int64) -> String = { _ in "" }) -> String {
        segments.reduce(into: "") { text, segment in
            switch segment {
            case .literal(let literal): text += literal
            case .field(let field): text += field.filled(value)
            case .mark(let number): text += mark(number)
            }
        }
    }

    fileprivate static func escape(_ kind: Kind, _ place: inout HTMLPlace) -> FieldEscape {
        switch kind {
        case .text: .none
        case .header: .line
        case .html: place.takeField()
        }
    }

    fileprivate static func field(_ text: Substring) -> (name: String, fallback: String, rest: Substring)? {
        guard let end = text.firstRange(of: "}}") else { return nil }
        let inner = text[..<end.lowerBound].dropFirst(2)
        let halves = inner.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
        let name = halves[0].drop { $0 == " " }.prefix { $0 != " " }
        let isName = !name.isEmpty && name.allSatisfy { $0.isLetter || $0.isNumber || "_.-".contains($0) }
        guard isName, halves[0].drop(while: { $0 == " " }).dropFirst(name.count).allSatisfy({ $0 == " " })
        else { return nil }
        return (String(name), halves.count > 1 ? String(halves[1]) : "", text[end.upperBound...])
    }
}

/// A place in an HTML text where something else is to stand for each person.
package struct HTMLMark: Sendable, Hashable {
    /// Of the text it is about; empty where something is put between.
    package let range: Range<String.Index>
    /// By which the caller knows it.
    package let number: Int64

    package init(_ range: Range<String.Index>, _ number: Int64) {
        (self.range, self.number) = (range, number)
    }
}
