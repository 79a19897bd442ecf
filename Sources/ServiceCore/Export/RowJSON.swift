import FoundationEssentials

/// Rows as JSON objects: `id` and `connection` first, then every field under its id, in schema order.
///
/// What is to be known of the row besides its values stands last: `not_readable`, `not_yet_seen`, `unknown`.
///
/// A limit is `null` where there is none, and is left out where nobody knows.
///
/// Written by hand because `JSONEncoder` keeps no order of keys and holds a whole document in memory.
package enum RowJSON {
    /// One object on one line; secrets are masked.
    ///
    /// - Parameter fields: which fields, in which order; nil means all.
    package static func object(_ row: Row, fields: [FieldID]? = nil) -> String {
        var text = "{\"id\":\(quoted(row.id.native)),\"connection\":\(quoted(row.id.connection.name))"
        for (name, value) in members(row, fields) { text += ",\(quoted(name)):\(value)" }
        for (name, value) in remarks(on: row) { text += ",\(quoted(name)):\(value)" }
        return text + "}"
    }

    /// Its fields without id and connection, each with its value as JSON.
    package static func members(_ row: Row, _ fields: [FieldID]? = nil) -> [(String, String)] {
        (fields ?? row.schema.fields.map(\.id)).filter { id in
            let field = row.schema[id]
            let isLimit = field?.emptyWord != nil
            return id != "id" && id != "connection" && !(isLimit && field.map(row.isUntold) == true)
        }.map { ($0, value(row[$0])) }
    }

    /// What part could not be read, which fields show what was written and no read has shown yet, and what nobody knows.
    package static func remarks(on row: Row) -> [(String, String)] {
        var remarks = row.oddity.map { [("not_readable", quoted($0))] } ?? []
        if !row.unseen.isEmpty {
            let fields = row.schema.fields.map(\.id).filter(row.unseen.contains)
            remarks.append(("not_yet_seen", "[\(fields.map(quoted).joined(separator: ","))]"))
        }
        return remarks + (row.doubt.map { [("unknown", quoted($0))] } ?? [])
    }

    /// A value: dates in ISO 8601 UTC, states as their word, what is missing as `null`.
    package static func value(_ value: FieldValue) -> String {
        switch value {
        case .none: "null"
        case .text(let text): quoted(text)
        case .integer(let number): String(number)
        case .number(let number): number.isFinite ? String(number) : "null"
        case .flag(let flag): flag ? "true" : "false"
        case .state(let state): quoted(state.word)
        case .note, .date, .secret: quoted(value.plainText)
        case .list(let items): "[\(items.map { quoted($0.plainText) }.joined(separator: ","))]"
        case .map(let map):
            object(map.sorted { $0.key < $1.key }.map { ($0.key, quoted($0.value.plainText)) })
        }
    }

    /// An object of members whose values are JSON already.
    package static func object(_ members: [(String, String)]) -> String {
        "{\(members.map { "\(quoted($0.0)):\($0.1)" }.joined(separator: ","))}"
    }

    /// A string literal in which nothing can steer a terminal: controls and bidi overrides are escaped.
    package static func quoted(_ text: String) -> String {
        var literal = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": literal += "\\\""
            case "\\": literal += "\\\\"
            case "\n": literal += "\\n"
            case "\r": literal += "\\r"
            case "\t": literal += "\\t"
            case _ where SteeringText.steers(scalar): literal += SteeringText.escape(scalar)
            default: literal.unicodeScalars.append(scalar)
            }
        }
        return literal + "\""
    }
}
