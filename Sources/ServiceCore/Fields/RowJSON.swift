import FoundationEssentials

/// Rows as JSON: snake_case keys in schema order, states as words, times in ISO 8601 UTC, secrets masked.
package enum RowJSON {
    /// One object over several lines, two blanks of indent a level, with no line end after it.
    ///
    /// - Parameter revealing: fields whose secrets this one answer may show.
    package static func text(of row: Row, revealing: Set<FieldID> = [], indent: Int = 0) -> String {
        let margin = String(repeating: " ", count: indent)
        var members = [("id", quoted(row.id.native))]
        if row.schema["platform"] == nil { members.append(("connection", quoted(row.id.connection.name))) }
        for field in row.schema.fields where field.id != "id" {
            members.append((field.id, text(of: row[field.id], isRevealed: revealing.contains(field.id))))
        }
        let lines = members.map { "\(margin)  \(quoted($0.0)): \($0.1)" }
        return "\(margin){\n" + lines.joined(separator: ",\n") + "\n\(margin)}"
    }

    /// One value; empty ones are `null`.
    package static func text(of value: FieldValue, isRevealed: Bool = false) -> String {
        switch value {
        case .none: "null"
        case .text(let text): quoted(text)
        case .integer(let number): String(number)
        case .number(let number): number.isFinite ? "\(number)" : "null"
        case .flag(let flag): flag ? "true" : "false"
        case .state(let state): quoted(state.word)
        case .date(let date): quoted(date.formatted(.iso8601))
        case .secret(let secret): quoted(isRevealed ? secret.reveal() : Secret.mask)
        case .list(let items): "[" + items.map(quoted).joined(separator: ", ") + "]"
        case .map(let map):
            "{"
                + map.sorted { $0.key < $1.key }.map { "\(quoted($0.key)): \(quoted($0.value))" }.joined(
                    separator: ", ")
                + "}"
        }
    }

    /// A JSON string; every control character is escaped, so that no terminal acts on it.
    package static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            default: isPlain(scalar) ? result.unicodeScalars.append(scalar) : result.append(escape(scalar))
            }
        }
        return result + "\""
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .lineSeparator, .paragraphSeparator: false
        default: true
        }
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        String(scalar).utf16.map { unit in
            let digits = String(unit, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }.joined()
    }
}
