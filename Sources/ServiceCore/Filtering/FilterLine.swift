/// A filter as it was typed, so that one field's terms can be exchanged and the rest left as it stands.
package struct FilterLine: Sendable, Equatable {
    private var pieces: [String]

    package init(_ text: String) { pieces = Self.pieces(of: text) }

    package var text: String { pieces.joined(separator: " ") }

    /// The terms that ask for a field, as typed; negated ones do not count.
    package func terms(of field: FieldID) -> [String] { pieces.filter { Self.asks($0, for: field) } }

    /// Puts one term, or none, in place of all that ask for the field.
    package mutating func replace(_ field: FieldID, by term: String) {
        pieces.removeAll { Self.asks($0, for: field) }
        if !term.isEmpty { pieces.append(term) }
    }

    /// The line that means today what this one meant when a value's commas, and a `~` before it, were meant themselves.
    package var literal: FilterLine {
        var line = self
        line.pieces = pieces.map { piece in
            guard let token = FilterToken.split(piece).first, let field = token.field,
                token.isExpression || token.values != [token.value]
            else { return piece }
            return "\(token.isNegated ? "-" : "")\(field):\"\(token.value)\""
        }
        return line
    }

    /// The term for a field that holds exactly a text.
    ///
    /// Of a text with quotation marks, which no term can hold, what stands between them is looked for instead.
    package static func term(_ field: FieldID, is text: String) -> String {
        let parts = text.split(separator: "\"")
        guard parts.count > 1 || text.contains("\"") else { return "\(field):=\"\(text)\"" }
        return parts.map { "\(field):\"\($0)\"" }.joined(separator: " ")
    }

    private static func asks(_ piece: String, for field: FieldID) -> Bool {
        FilterToken.split(piece).first.map { $0.field == field && !$0.isNegated } ?? false
    }

    /// Splits at blanks outside quotes.
    private static func pieces(of text: String) -> [String] {
        var isQuoted = false
        return text.split { character in
            if character == "\"" { isQuoted.toggle() }
            return character.isWhitespace && !isQuoted
        }.map(String.init)
    }
}
