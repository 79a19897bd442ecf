/// A text with fields in double braces, `{{first_name|friend}}`, parsed once and filled in for each person.
///
/// A field's name is letters, digits, `_`, `.` and `-`; what stands after `|` is used where there is no value.
/// Braces around anything else stay as they are.
package struct FieldText: Sendable {
    /// What kind of text it is, which decides how values are escaped.
    package enum Kind: Sendable {
        case html, text, header
    }

    private enum Segment: Sendable {
        case literal(String)
        case field(name: String, fallback: String, escape: FieldEscape)
    }

    private let segments: [Segment]

    package init(_ source: String, as kind: Kind) {
        var segments: [Segment] = []
        var place = HTMLPlace()
        var literal = ""
        var rest = Substring(source)
        while let start = rest.firstRange(of: "{{") {
            literal += rest[..<start.lowerBound]
            rest = rest[start.lowerBound...]
            guard let field = Self.field(rest) else {
                literal += rest.prefix(2)
                rest = rest.dropFirst(2)
                continue
            }
            if kind == .html { place.advance(over: literal) }
            segments.append(.literal(literal))
            segments.append(
                .field(name: field.name, fallback: field.fallback, escape: Self.escape(kind, &place)))
            literal = ""
            rest = field.rest
        }
        segments.append(.literal(literal + rest))
        self.segments = segments
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
            guard case .field(let name, let fallback, _) = segment, isMeant(fallback) else { return nil }
            return seen.insert(name).inserted ? name : nil
        }
    }

    package func filled(_ value: (String) -> String?) -> String {
        segments.reduce(into: "") { text, segment in
            switch segment {
            case .literal(let literal): text += literal
            case .field(let name, let fallback, let escape):
                let found = value(name) ?? ""
                text += escape.apply(found.isEmpty ? fallback : found)
            }
        }
    }

    private static func escape(_ kind: Kind, _ place: inout HTMLPlace) -> FieldEscape {
        switch kind {
        case .text: .none
        case .header: .line
        case .html: place.takeField()
        }
    }

    private static func field(_ text: Substring) -> (name: String, fallback: String, rest: Substring)? {
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
