/// One blank-separated piece of a filter line, quotes taken off.
struct FilterToken: Equatable {
    var isNegated = false
    /// What stands before the first colon outside quotes.
    var field: String?
    var value = ""
    /// What stands between the commas of a field's value outside quotes, of which either will do.
    var values: [String] = []
    /// Whether a `~` outside quotes begins the field's value: what follows it is a regular expression, commas and all.
    var isExpression = false

    /// Splits a line; a quote that is not closed yet ends with the line, a lone `-` is dropped.
    static func split(_ text: String) -> [FilterToken] {
        var tokens: [FilterToken] = []
        var rest = text[...]
        while let start = rest.firstIndex(where: { !$0.isWhitespace }) {
            rest = rest[start...]
            if let token = take(from: &rest) { tokens.append(token) }
        }
        return tokens
    }

    private static func take(from rest: inout Substring) -> FilterToken? {
        var token = FilterToken()
        if rest.first == "-" {
            token.isNegated = true
            rest.removeFirst()
        }
        var isQuoted = false
        var values = [""]
        while let character = rest.first, isQuoted || !character.isWhitespace {
            rest.removeFirst()
            if character == "\"" {
                isQuoted.toggle()
            } else if character == ":", !isQuoted, token.field == nil, isFieldName(token.value) {
                token.field = token.value
                (token.value, values) = ("", [""])
            } else {
                let isBare = !isQuoted && token.field != nil
                if isBare, character == "~", token.value.isEmpty { token.isExpression = true }
                if isBare, character == "," {
                    values.append("")
                } else {
                    values[values.count - 1].append(character)
                }
                token.value.append(character)
            }
        }
        // A comma with nothing beside it is being typed, or meant itself.
        token.values = values.filter { !$0.isEmpty }
        if token.values.isEmpty { token.values = [token.value] }
        return token.value.isEmpty ? nil : token
    }

    /// Keeps `https://…` and `::1` from being read as fields.
    static func isFieldName(_ text: String) -> Bool {
        guard let first = text.first, first.isLetter,
            !["http", "https", "smtp", "mailto"].contains(text.lowercased())
        else { return false }
        return text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
    }

    /// A leading `>`, `>=`, `<`, `<=` or `=` and what follows it.
    static func comparison(_ value: String) -> (FilterTerm.Comparison?, String) {
        let signs: [(String, FilterTerm.Comparison)] = [
            (">=", .greaterOrEqual), ("<=", .lessOrEqual), (">", .greater), ("<", .less), ("=", .equals),
        ]
        for (sign, comparison) in signs where value.hasPrefix(sign) {
            return (comparison, String(value.dropFirst(sign.count)))
        }
        return (nil, value)
    }
}
